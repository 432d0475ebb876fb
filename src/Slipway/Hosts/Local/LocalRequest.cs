using System.Text.Json.Serialization;

namespace Slipway.Hosts.Local;

/// <summary>One line of JSON on the control socket, answered by one <see cref="LocalReply"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "call")]
[JsonDerivedType(typeof(StartCall), "start")]
[JsonDerivedType(typeof(StopCall), "stop")]
[JsonDerivedType(typeof(StatusCall), "status")]
[JsonDerivedType(typeof(LogsCall), "logs")]
[JsonDerivedType(typeof(EdgeCall), "edge")]
[JsonDerivedType(typeof(TrafficCall), "edge-stats")]
[JsonDerivedType(typeof(FreezeCall), "freeze")]
[JsonDerivedType(typeof(ShutdownCall), "shutdown")]
internal abstract record LocalRequest;

internal sealed record StartCall(LocalStart Start) : LocalRequest;

internal sealed record StopCall(string Process, string Release, string Signal, double Seconds) : LocalRequest;

internal sealed record StatusCall(string? Process, string? Release) : LocalRequest;

internal sealed record LogsCall(string Process, string Release, int Lines) : LocalRequest;

internal sealed record EdgeCall(int? Port) : LocalRequest;

internal sealed record TrafficCall : LocalRequest;

internal sealed record FreezeCall(bool On) : LocalRequest;

internal sealed record ShutdownCall : LocalRequest;
