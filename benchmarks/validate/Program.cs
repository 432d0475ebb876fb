using Slipway.DeployBenchmark;
using Slipway.ValidateBenchmark;

var isQuick = args.Contains("--no-file");
var words = args.Where(a => a != "--no-file").ToList();
if (words is ["--help"] || words.Count > 1 || (words is [var text] && !int.TryParse(text, out _)))
{
    Console.Error.WriteLine("""
        benchmarks/validate/run [ROUNDS] [--no-file]   (5 rounds unless told)
        Makes a Laravel-like project of 5,000 files and 5,000 commits and runs artifacts/slipway validate in it: first without what it
        remembers from run to run, then until the history is read, then with all of it known. Prints the medians and writes docs/benchmarks-validate.md; ends with 1 when one is over its budget.
        """);
    return words is ["--help"] ? 0 : 2;
}

var rounds = words is [var number] ? int.Parse(number) : 5;
var machine = MachineDescription.Read();
using var project = new LaravelProject();
Console.Error.WriteLine($"{LaravelProject.Files} files, {project.Bytes / 1e6:0.0} MB, {LaravelProject.Commits} commits; {rounds} rounds; {machine}");
var validate = new TimedValidate(project.Folder);
validate.Run(fresh: true); // not counted: the program and the project come into memory
var (first, next, second) = (new List<double>(), new List<double>(), new List<double>());
for (var round = 0; round < rounds; round++)
{
    first.Add(validate.Run(fresh: true));
    next.Add(validate.Run(fresh: false));
    second.Add(validate.Run(fresh: false));
}

// Budgets in milliseconds, from the requirements.
var runs = new[] { Measured.Of("first run, nothing remembered", first, 2000), Measured.Of("next run, reads the history to its end", next, null), Measured.Of("any run after it", second, 150) };
foreach (var run in runs)
    Console.WriteLine(run);
if (!isQuick)
    Report.Write(machine, project.Bytes, rounds, runs);
return runs.All(run => run.IsKept) ? 0 : 1;
