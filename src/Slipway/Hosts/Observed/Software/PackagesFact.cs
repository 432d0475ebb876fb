namespace Slipway.Hosts.Observed.Software;

/// <param name="Names">Names, * and ? allowed (php8*-fpm); empty = all.</param>
public sealed record PackagesQuestion(IReadOnlyList<string> Names) : Question<PackagesFact>;

/// <param name="Packages">Those that dpkg knows as installed, or as not wholly installed.</param>
/// <param name="Broken">All of the host that are neither installed nor gone: an installation was broken off.</param>
/// <param name="LockedBy">Processes that hold dpkg's or apt's locks now.</param>
public sealed record PackagesFact(
    IReadOnlyList<HostPackage> Packages, IReadOnlyList<HostPackage> Broken, IReadOnlyList<int> LockedBy) : Fact;

/// <param name="State">Third word of dpkg's status: installed, half-configured, unpacked.</param>
/// <param name="Held">True when it is kept at this version.</param>
public sealed record HostPackage(string Name, string Version, string Architecture, string State, bool Held);
