using Slipway.Hosts.Observed.Disk;

namespace Slipway.Hosts.Observed.Accounts;

/// <summary>Who may log in with which keys.</summary>
/// <param name="Users">Names; users that do not exist have no entry in the answer.</param>
public sealed record AuthorizedKeysQuestion(IReadOnlyList<string> Users) : Question<AuthorizedKeysFact>;

public sealed record AuthorizedKeysFact(IReadOnlyList<AuthorizedKeysFile> Files) : Fact;

/// <param name="User">Whose.</param>
/// <param name="File">~/.ssh/authorized_keys.</param>
/// <param name="Keys">In the order of the file.</param>
/// <param name="Unknown">Why it may not be read.</param>
public sealed record AuthorizedKeysFile(string User, SeenFile File, IReadOnlyList<AuthorizedKey> Keys, string? Unknown);

/// <param name="Kind">ssh-ed25519, ssh-rsa.</param>
/// <param name="Fingerprint">As ssh-keygen -l writes it: SHA256:…</param>
/// <param name="Comment">Behind the key.</param>
/// <param name="Options">Before it, by name: from, command, restrict.</param>
public sealed record AuthorizedKey(string Kind, string Fingerprint, string? Comment, IReadOnlyList<string> Options);
