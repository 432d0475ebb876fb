using Slipway.Hosts.Observed.Accounts;
using Slipway.Hosts.Observed.Disk;
using Slipway.Hosts.Observed.Machine;
using Slipway.Hosts.Observed.Network;
using Slipway.Hosts.Observed.Running;
using Slipway.Hosts.Observed.Software;
using Slipway.Hosts.Observed.Ssh;

namespace Slipway.Hosts.Observed;

/// <summary>Which reader answers which question: one line each.</summary>
internal static class FactReaders
{
    public static async Task<Fact> ReadAsync(Question question, HostView host) => question switch
    {
        SystemQuestion => await SystemReader.ReadAsync(host),
        MemoryQuestion => MemoryReader.Read(host),
        LoadQuestion => LoadReader.Read(host),
        KernelSettingsQuestion asked => KernelSettingsReader.Read(asked, host),
        ClockQuestion => await ClockReader.ReadAsync(host),
        RebootQuestion => RebootReader.Read(host),
        UsersQuestion asked => await UsersReader.ReadAsync(asked, host),
        GroupsQuestion asked => await GroupsReader.ReadAsync(asked, host),
        SudoQuestion => await SudoReader.ReadAsync(host),
        AuthorizedKeysQuestion asked => AuthorizedKeysReader.Read(asked, host),
        PackagesQuestion asked => PackagesReader.Read(asked, host),
        ProgramsQuestion asked => ProgramsReader.Read(asked),
        UnitsQuestion asked => await UnitsReader.ReadAsync(asked, host),
        EnabledUnitsQuestion => EnabledUnitsReader.Read(host),
        ProcessesQuestion asked => ProcessesReader.Read(asked, host),
        CronQuestion => CronEntriesReader.Read(host),
        ListenersQuestion => ListenersReader.Read(host),
        DisksQuestion asked => DisksReader.Read(asked, host),
        CertificatesQuestion asked => CertificatesReader.Read(asked, host),
        AptQuestion => await AptReader.ReadAsync(host),
        ResolverQuestion => ResolverReader.Read(host),
        SshdQuestion => await SshdReader.ReadAsync(host),
        FilesQuestion asked => FilesReader.Read(asked, host),
        _ => throw new UnknownFactException($"this agent has no reader for {question.GetType().Name}"),
    };
}
