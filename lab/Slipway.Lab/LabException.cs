namespace Slipway.Lab;

/// <summary>Something the lab needs is missing or went wrong; the message says what and what to do.</summary>
public sealed class LabException(string message, Exception? inner = null) : Exception(message, inner);
