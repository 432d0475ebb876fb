using Slipway.ValidateBenchmark;

const int Budget1 = 1500, Budget2 = 250; // milliseconds, from the requirements
if (args is ["--help"] || args.Length > 1 || (args is [var text] && !int.TryParse(text, out _)))
{
    Console.Error.WriteLine("""
        benchmarks/validate/run [ROUNDS]   (10 rounds unless told)
        Makes a Laravel-like project of 5,000 files and 500 commits and runs artifacts/slipway validate in it: first without what it
        remembers from run to run, then with it. Prints the medians; ends with 1 when one is over its budget.
        """);
    return args is ["--help"] ? 0 : 2;
}

var rounds = args is [var number] ? int.Parse(number) : 10;
using var project = new LaravelProject();
Console.Error.WriteLine($"{LaravelProject.Files} files, {project.Bytes / 1e6:0.0} MB, {LaravelProject.Commits} commits; {Environment.ProcessorCount} cores, {rounds} rounds");
var validate = new TimedValidate(project.Folder);
validate.Run(fresh: true); // not counted: the program and the project come into memory
var (first, second) = (new List<double>(), new List<double>());
for (var round = 0; round < rounds; round++)
{
    first.Add(validate.Run(fresh: true));
    second.Add(validate.Run(fresh: false));
}

var isWithin = Told("first run", first, Budget1) & Told("second run", second, Budget2);
return isWithin ? 0 : 1;

static bool Told(string what, List<double> times, int budget)
{
    times.Sort();
    var median = (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2;
    Console.WriteLine($"{what,-12} median {median,5:0} ms   fastest {times[0],5:0}   slowest {times[^1],5:0}   budget {budget,5}   {(median <= budget ? "within" : "OVER")}");
    return median <= budget;
}
