using System.Text;
using Slipway.Problems;
using Slipway.Processes;

namespace Slipway.Databases.Mysql;

/// <summary>Runs the client programs of MySQL or MariaDB with the app's credentials.</summary>
internal sealed class MysqlClient : IDisposable
{
    private const string Path = "/usr/local/bin:/usr/bin:/bin";
    private static readonly TimeSpan QueryDeadline = TimeSpan.FromMinutes(30);
    private readonly ServerCredentials _to;
    private readonly ClientAccount _account;
    private readonly CredentialsFolder _folder;
    private readonly string _options;

    public MysqlClient(ServerCredentials to, ClientAccount account)
    {
        (_to, _account, _folder) = (to, account, new CredentialsFolder(account.Files));
        _options = _folder.Write("client.cnf", Options(to));
    }

    public string Where => _to.Where;

    /// <summary>Runs a dump and writes it into the stream.</summary>
    /// <exception cref="ProblemException">It failed or its own last line is missing.</exception>
    public async Task DumpAsync(Stream to, CancellationToken cancel, params IEnumerable<string> arguments)
    {
        var tail = "";
        var command = Client(["mariadb-dump", "mysqldump"], ["--single-transaction", "--quick", "--hex-blob", "--no-tablespaces", "--skip-dump-date", .. arguments], DatabaseAccess.Deadline);
        var result = await StreamCommand.RunAsync(command, null, async (output, token) => tail = await SqlDump.CopyAsync(output, to, token), cancel);
        if (result.TimedOut)
            throw new ProblemException(BackupProblems.TooSlow("The dump", DatabaseAccess.Deadline));
        if (!result.Succeeded)
            throw new ProblemException(MysqlFailure.Of(result, Where, BackupProblems.DumpFailed));
        if (result.OutputCut || !tail.Contains("-- Dump completed", StringComparison.Ordinal))
            throw new ProblemException(BackupProblems.Incomplete(Where, "the dump program's last line is missing"));
    }

    /// <summary>First column of every row; names and texts come as the bytes of UTF-8 in hexadecimal.</summary>
    /// <exception cref="ProblemException">The server refused it.</exception>
    public async Task<IReadOnlyList<string>> NamesAsync(string sql, CancellationToken cancel) =>
        [.. (await RunAsync(null, sql, cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Encoding.UTF8.GetString(Convert.FromHexString(line.Trim())))];

    /// <summary>Runs statements in a database (null = the app's); their output.</summary>
    public async Task<string> RunAsync(string? database, string sql, CancellationToken cancel)
    {
        var result = await SendAsync(database, (input, token) => input.WriteAsync(Encoding.UTF8.GetBytes(sql), token).AsTask(), QueryDeadline, cancel);
        return result.Succeeded ? result.Output : throw new ProblemException(MysqlFailure.Of(result, Where, BackupProblems.DumpFailed));
    }

    /// <summary>Feeds statements to the client, which stops at the first that fails.</summary>
    public Task<CommandResult> SendAsync(string? database, Func<Stream, CancellationToken, Task> write, TimeSpan deadline, CancellationToken cancel) =>
        StreamCommand.RunAsync(Client(["mariadb", "mysql"], ["--batch", "--skip-column-names", database ?? _to.Database], deadline), write, null, cancel);

    public void Dispose() => _folder.Dispose();

    // --defaults-file: nothing else is read, so no ~/.my.cnf of anybody can say another user or password.
    private CommandLine Client(string[] programs, IEnumerable<string> arguments, TimeSpan deadline)
    {
        var program = programs.Select(Programs.Find).FirstOrDefault(p => p is not null)
            ?? throw new ProblemException(BackupProblems.NoProgram(string.Join(" or ", programs), "mariadb-client"));
        return _account.As(new CommandLine(program, [$"--defaults-file={_options}", .. arguments])
        {
            CleanEnvironment = true,
            Variables = new Dictionary<string, string?> { ["PATH"] = Path, ["HOME"] = _folder.Path, ["LANG"] = "C.UTF-8" },
            Deadline = deadline,
        });
    }

    private static string Options(ServerCredentials to)
    {
        var text = new StringBuilder("[client]\ndefault-character-set=utf8mb4\n");
        void Add(string name, string? value)
        {
            if (value is not null)
                text.Append(name).Append("=\"").Append(value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")).Append("\"\n");
        }

        Add("user", to.User);
        Add("password", to.Password?.Reveal());
        Add("socket", to.Socket);
        Add("host", to.Socket is null ? to.Host : null);
        Add("port", to.Port?.ToString());
        if (to.Socket is null && to.Host is not null and not "localhost")
            text.Append("protocol=tcp\n");
        text.Append("[mysqldump]\nloose-set-gtid-purged=OFF\nloose-column-statistics=0\n");
        return text.ToString();
    }
}
