using System.Text.Json.Serialization;
using Slipway.Hosts.Observed.Accounts;
using Slipway.Hosts.Observed.Disk;
using Slipway.Hosts.Observed.Machine;
using Slipway.Hosts.Observed.Network;
using Slipway.Hosts.Observed.Running;
using Slipway.Hosts.Observed.Software;
using Slipway.Hosts.Observed.Ssh;

namespace Slipway.Hosts.Observed;

/// <summary>What is asked of a host. Each kind has one fact that answers it, and one reader (<see cref="FactReaders"/>).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "about")]
[JsonDerivedType(typeof(ClockQuestion), "clock")]
[JsonDerivedType(typeof(KernelSettingsQuestion), "kernel-settings")]
[JsonDerivedType(typeof(LoadQuestion), "load")]
[JsonDerivedType(typeof(MemoryQuestion), "memory")]
[JsonDerivedType(typeof(RebootQuestion), "reboot")]
[JsonDerivedType(typeof(SystemQuestion), "system")]
[JsonDerivedType(typeof(AuthorizedKeysQuestion), "authorized-keys")]
[JsonDerivedType(typeof(GroupsQuestion), "groups")]
[JsonDerivedType(typeof(SudoQuestion), "sudo")]
[JsonDerivedType(typeof(UsersQuestion), "users")]
[JsonDerivedType(typeof(SshdQuestion), "sshd")]
[JsonDerivedType(typeof(AptQuestion), "apt")]
[JsonDerivedType(typeof(PackagesQuestion), "packages")]
[JsonDerivedType(typeof(ProgramsQuestion), "programs")]
[JsonDerivedType(typeof(CronQuestion), "cron")]
[JsonDerivedType(typeof(EnabledUnitsQuestion), "enabled-units")]
[JsonDerivedType(typeof(ProcessesQuestion), "processes")]
[JsonDerivedType(typeof(UnitsQuestion), "units")]
[JsonDerivedType(typeof(ListenersQuestion), "listeners")]
[JsonDerivedType(typeof(ResolverQuestion), "resolver")]
[JsonDerivedType(typeof(CertificatesQuestion), "certificates")]
[JsonDerivedType(typeof(DisksQuestion), "disks")]
[JsonDerivedType(typeof(FilesQuestion), "files")]
public abstract record Question;

/// <summary>A question and the kind of its answer.</summary>
public abstract record Question<TFact> : Question
    where TFact : Fact;
