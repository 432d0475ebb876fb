using System.Text;
using Slipway.Problems;
using Slipway.Processes;

namespace Slipway.Databases.Postgresql;

/// <summary>Runs psql and pg_dump with the app's credentials; the password is in a PGPASSFILE (0600) only.</summary>
internal sealed class PostgresqlClient : IDisposable
{
    private const string Path = "/usr/local/bin:/usr/bin:/bin";
    private static readonly TimeSpan QueryDeadline = TimeSpan.FromMinutes(30);
    private readonly ServerCredentials _to;
    private readonly ClientAccount _account;
    private readonly CredentialsFolder _folder;
    private readonly string? _passFile;

    public PostgresqlClient(ServerCredentials to, ClientAccount account)
    {
        (_to, _account, _folder) = (to, account, new CredentialsFolder(account.Files));
        if (to.Password?.Reveal() is { } password)
            _passFile = _folder.Write("pgpass", $"*:*:*:*:{password.Replace("\\", "\\\\").Replace(":", "\\:")}\n");
    }

    public string Where => _to.Where;

    /// <summary>Runs pg_dump and writes its SQL into the stream.</summary>
    /// <exception cref="ProblemException">It failed or its last line is missing.</exception>
    public async Task DumpAsync(Stream to, CancellationToken cancel)
    {
        var tail = "";
        var command = Client("pg_dump", ["--no-owner", "--no-password", "--lock-wait-timeout=30s", "--encoding=UTF8"], DatabaseAccess.Deadline);
        var result = await StreamCommand.RunAsync(command, null, async (output, token) => tail = await SqlDump.CopyAsync(output, to, token), cancel);
        if (result.TimedOut)
            throw new ProblemException(BackupProblems.TooSlow("The dump", DatabaseAccess.Deadline));
        if (!result.Succeeded)
            throw new ProblemException(PostgresqlFailure.Of(result, Where, BackupProblems.DumpFailed));
        if (result.OutputCut || !tail.Contains("-- PostgreSQL database dump complete", StringComparison.Ordinal))
            throw new ProblemException(BackupProblems.Incomplete(Where, "pg_dump's last line is missing"));
    }

    /// <summary>Lines of a query with one column.</summary>
    /// <exception cref="ProblemException">The server refused it.</exception>
    public async Task<IReadOnlyList<string>> LinesAsync(string sql, CancellationToken cancel)
    {
        var result = await SendAsync((input, token) => input.WriteAsync(Encoding.UTF8.GetBytes(sql), token).AsTask(), QueryDeadline, cancel);
        return result.Succeeded
            ? result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new ProblemException(PostgresqlFailure.Of(result, Where, BackupProblems.DumpFailed));
    }

    /// <summary>Feeds statements to psql, which stops at the first that fails.</summary>
    public Task<CommandResult> SendAsync(Func<Stream, CancellationToken, Task> write, TimeSpan deadline, CancellationToken cancel) =>
        StreamCommand.RunAsync(Client("psql", ["-X", "-q", "-A", "-t", "--no-password", "-v", "ON_ERROR_STOP=1", "-f", "-"], deadline), write, null, cancel);

    public void Dispose() => _folder.Dispose();

    private CommandLine Client(string program, IReadOnlyList<string> arguments, TimeSpan deadline)
    {
        var found = Programs.Find(program) ?? throw new ProblemException(BackupProblems.NoProgram(program, "postgresql-client"));
        var variables = new Dictionary<string, string?>
        {
            ["PATH"] = Path, ["HOME"] = _folder.Path, ["LANG"] = "C.UTF-8", ["LC_MESSAGES"] = "C",
            ["PGDATABASE"] = _to.Database, ["PGCLIENTENCODING"] = "UTF8", ["PGCONNECT_TIMEOUT"] = "10", ["PGAPPNAME"] = "slipway",
        };
        foreach (var (name, value) in new[]
        {
            ("PGHOST", _to.Socket ?? _to.Host), ("PGPORT", _to.Port?.ToString()), ("PGUSER", _to.User), ("PGSSLMODE", _to.SslMode), ("PGPASSFILE", _passFile),
        })
            if (value is not null)
                variables[name] = value;
        return _account.As(new CommandLine(found, arguments) { CleanEnvironment = true, Variables = variables, Folder = "/", Deadline = deadline });
    }
}
