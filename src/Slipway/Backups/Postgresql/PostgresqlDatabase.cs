using Slipway.Processes;

namespace Slipway.Backups.Postgresql;

internal sealed class PostgresqlDatabase(ServerCredentials to, Func<CommandLine, CommandLine> asRun) : DatabaseAccess
{
    public override Task<DatabaseDump> DumpAsync(string folder, CancellationToken cancel) => throw new NotSupportedException(to.Where + asRun);

    public override Task RestoreAsync(string folder, CancellationToken cancel) => throw new NotSupportedException();
}
