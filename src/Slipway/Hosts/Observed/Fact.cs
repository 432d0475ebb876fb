using System.Text.Json.Serialization;
using Slipway.Hosts.Observed.Accounts;
using Slipway.Hosts.Observed.Disk;
using Slipway.Hosts.Observed.Machine;
using Slipway.Hosts.Observed.Network;
using Slipway.Hosts.Observed.Running;
using Slipway.Hosts.Observed.Software;
using Slipway.Hosts.Observed.Ssh;

namespace Slipway.Hosts.Observed;

/// <summary>What was seen on a host. No fact carries a secret: of files with secrets it tells which keys are set, not to what.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "about")]
[JsonDerivedType(typeof(ClockFact), "clock")]
[JsonDerivedType(typeof(KernelSettingsFact), "kernel-settings")]
[JsonDerivedType(typeof(LoadFact), "load")]
[JsonDerivedType(typeof(MemoryFact), "memory")]
[JsonDerivedType(typeof(RebootFact), "reboot")]
[JsonDerivedType(typeof(SystemFact), "system")]
[JsonDerivedType(typeof(AuthorizedKeysFact), "authorized-keys")]
[JsonDerivedType(typeof(GroupsFact), "groups")]
[JsonDerivedType(typeof(SudoFact), "sudo")]
[JsonDerivedType(typeof(UsersFact), "users")]
[JsonDerivedType(typeof(SshdFact), "sshd")]
[JsonDerivedType(typeof(AptFact), "apt")]
[JsonDerivedType(typeof(PackagesFact), "packages")]
[JsonDerivedType(typeof(ProgramsFact), "programs")]
[JsonDerivedType(typeof(CronFact), "cron")]
[JsonDerivedType(typeof(EnabledUnitsFact), "enabled-units")]
[JsonDerivedType(typeof(ProcessesFact), "processes")]
[JsonDerivedType(typeof(UnitsFact), "units")]
[JsonDerivedType(typeof(ListenersFact), "listeners")]
[JsonDerivedType(typeof(ResolverFact), "resolver")]
[JsonDerivedType(typeof(CertificatesFact), "certificates")]
[JsonDerivedType(typeof(DisksFact), "disks")]
[JsonDerivedType(typeof(FilesFact), "files")]
public abstract record Fact;
