using Slipway.DeployBenchmark;
using Slipway.HostsBenchmark;

if (Options.Read(args) is not { } options)
{
    Console.Error.WriteLine(Options.Help);
    return 2;
}

void Say(string line) => Console.Error.WriteLine(line);

var machine = MachineDescription.Read();
await using var fleet = await Fleet.StartAsync(options.Hosts, Say);
var site = new SampleSite(fleet.Beside);
await site.ChangeAsync();
int[] counts = [1, options.Hosts];
Tool[] tools = [Tool.Slipway(fleet, site, counts), Tool.Peer("script, all hosts side by side", "script", fleet, site), Tool.Peer("Ansible, 20 forks", "ansible", fleet, site)];
foreach (var name in (string[])["script", "ansible"])
    await fleet.AddSiteAsync(name);

var results = new Results();
foreach (var roundTrip in (int[])[0, 100])
{
    Say($"round trip {(roundTrip == 0 ? "of the lab's own network" : $"{roundTrip} ms")}");
    var way = fleet.WriteWay(TimeSpan.FromMilliseconds(roundTrip));
    for (var round = roundTrip == 0 ? -1 : 0; round < options.Runs; round++) // -1: first deploys, not counted
    {
        foreach (var tool in tools.Skip((round + 1) % tools.Length).Concat(tools.Take((round + 1) % tools.Length)))
            foreach (var count in counts)
            {
                await site.ChangeAsync();
                var run = await tool.DeployAsync(count, way);
                await site.RequireAsync(fleet.Hosts.Take(count), tool.Site(count));
                if (round >= 0)
                    results.Of(tool.Name, count, roundTrip).Add(run.Elapsed);
                Say($"  round {round + 1} of {options.Runs}: {tool.Name}, {count} host(s), {run.Elapsed.TotalSeconds:0.00} s{(round < 0 ? ", not counted" : "")}");
                await Task.Delay(TimeSpan.FromSeconds(2)); // Slipway's hosts still let the old release finish
            }
    }
}

var report = new Report(options, machine, results, [.. tools.Select(t => t.Name)]);
Console.WriteLine(report.ToText());
if (options.Write)
{
    File.WriteAllText(Report.File, report.ToMarkdown());
    Say($"written: {Report.File}");
}

return 0;
