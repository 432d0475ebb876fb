namespace Slipway.Hosts.Observed.Ssh;

/// <summary>What the SSH server would do with a login: <c>sshd -T</c>. Where it really listens is a listener's or a socket unit's to tell.</summary>
public sealed record SshdQuestion : Question<SshdFact>;

/// <param name="Settings">In lower case, in the order of sshd; a key that may come again has several values (port, hostkey, allowusers).</param>
/// <param name="Files">What it reads, in the order in which it does: the first mention of a key counts.</param>
public sealed record SshdFact(IReadOnlyDictionary<string, IReadOnlyList<string>> Settings, IReadOnlyList<SshdFile> Files) : Fact;

/// <param name="Path">/etc/ssh/sshd_config or a file that it includes.</param>
/// <param name="Keys">Which keys it sets, in lower case, in its order; those below a Match are not among them.</param>
/// <param name="HasMatch">True when some settings of it are for some users or addresses only.</param>
public sealed record SshdFile(string Path, IReadOnlyList<string> Keys, bool HasMatch);
