namespace Slipway.Hosts.Observed.Machine;

/// <param name="Names">As sysctl writes them: net.ipv4.tcp_syncookies.</param>
public sealed record KernelSettingsQuestion(IReadOnlyList<string> Names) : Question<KernelSettingsFact>;

/// <param name="Values">Of the names that this kernel has; blanks between several values.</param>
/// <param name="Unreadable">Names that exist and may not be read.</param>
public sealed record KernelSettingsFact(IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Unreadable) : Fact;
