using Slipway.Precompile;

return args switch
{
    ["collect", var assemblies, .. var listings] => Collect(new(assemblies), listings),
    ["write", var list, var assemblies, var profile] => Write(list, new(assemblies), profile),
    _ => Usage(),
};

// What was compiled at run time, once and at its first call. Later compilations (Tier1) only replace code that is there. Several
// processes write into one listing, so some of its lines are torn: what is no method of the assemblies is left out.
static int Collect(Assemblies assemblies, string[] listings)
{
    const string compiled = "JIT compiled ", firstCode = " [Tier0, ";
    var names = new SortedSet<string>(StringComparer.Ordinal);
    foreach (var line in listings.SelectMany(File.ReadLines))
    {
        var (start, end) = (line.IndexOf(compiled, StringComparison.Ordinal), line.LastIndexOf(firstCode, StringComparison.Ordinal));
        if (start >= 0 && end > start)
            names.Add(line[(start + compiled.Length)..end]);
    }
    var profile = new Profile(assemblies);
    foreach (var name in names.Where(profile.Add)) Console.Out.Write(name + "\n");
    return 0;
}

static int Write(string list, Assemblies assemblies, string file)
{
    var profile = new Profile(assemblies);
    var names = File.ReadAllLines(list);
    var gone = names.Count(name => !profile.Add(name));
    profile.Write(file);
    if (gone * 5 > names.Length)
        Console.WriteLine($"{list}: {gone} of {names.Length} methods are no longer there, so the program starts slower than it could. ./build profile records them anew.");
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("""
        collect ASSEMBLIES LISTING…      print the methods that the listings (DOTNET_JitStdOutFile) name, sorted
        write LIST ASSEMBLIES PROFILE    write a profile for crossgen2 with the methods of a list
        """);
    return 2;
}
