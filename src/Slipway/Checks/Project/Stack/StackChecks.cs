using Slipway.Checks.Project.Stack.Compose;
using Slipway.Checks.Project.Stack.Data;
using Slipway.Checks.Project.Stack.Django;
using Slipway.Checks.Project.Stack.Docker;
using Slipway.Checks.Project.Stack.Laravel;
using Slipway.Checks.Project.Stack.Script;
using Slipway.Checks.Project.Stack.Web;
using Slipway.Checks.Project.Stack.Worker;

namespace Slipway.Checks.Project.Stack;

/// <summary>Checks of configuration files in the repository.</summary>
internal static class StackChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new LaravelCors(),
        new LaravelProxies(),
        new LaravelSession(),
        new LaravelLogging(),
        new LaravelQueueTimeout(),
        new LaravelTestDatabase(),
        new LaravelHealth(),
        new DjangoDeploySettings(),
        new DjangoStatic(),
        new DjangoCheckDeploy(),
        new ComposePorts(),
        new ComposePasswords(),
        new ComposeImagePinned(),
        new ComposeHealthcheck(),
        new ComposeRestart(),
        new ComposeLimits(),
        new ComposePrivileged(),
        new ComposeHostMounts(),
        new ComposeSecrets(),
        new DockerRootUser(),
        new DockerSecrets(),
        new DockerLayerOrder(),
        new DockerBasePinned(),
        new WebHealthStatic(),
        new WebHeadersInherited(),
        new WebHeadersAlways(),
        new WebObsoleteHeaders(),
        new WebHsts(),
        new WebLimitStatus(),
        new WebTlsVersions(),
        new WebDotfiles(),
        new WebDocumentRoot(),
        new WebDenies(),
        new WebCertificate(),
        new WorkerStopTime(),
        new WorkerConnection(),
        new WorkerSingle(),
        new DbVariables(),
        new DbDurable(),
        new RedisConfig(),
        new ScriptArithmetic(),
        new ScriptMaintenance(),
        new ScriptRollback(),
        new ScriptDump(),
        new ScriptDeleteByAge(),
        new ScriptModes(),
        new ScriptPipeToShell(),
        new ScriptCacheFlush(),
        new ScriptTestsOnServer(),
        new ScriptKeyGenerate(),
        new ScriptPrompts(),
        new ScriptStatusIgnored(),
        new ScriptComposerUpdate(),
    ];
}
