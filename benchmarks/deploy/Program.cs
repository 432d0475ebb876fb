using Slipway.DeployBenchmark;
using Slipway.Lab;

if (Options.Read(args) is not { } options)
{
    Console.Error.WriteLine(Options.Help);
    return 2;
}

void Say(string line) => Console.Error.WriteLine(line);

await using var server = await Server.StartAsync(Say);
using var project = new LaravelProject(server.Framework);
Say($"the app: {LaravelProject.Files} files, {project.Bytes / 1e6:0.0} MB");
var slipway = new SlipwayTool(project, server);
string[] peers = ["script", "capistrano", "ansible"];
await server.PrepareAsync(SlipwayTool.Database, peers);
ITool[] tools =
[
    slipway, new PeerTool("expert script", peers[0], project), new PeerTool("expert script, one after the other", peers[0], project, order: "in-order"),
    new PeerTool(ReportTables.Commands, peers[0], project, "commands"),
    new PeerTool("Capistrano", peers[1], project), new PeerTool("Ansible", peers[2], project),
];

var near = server.WriteWay(project.Beside, "near", server.Host.Address, 22);
var deploys = new DeployRounds(tools, project, server, Say);
var results = new Results(options, project.FromPackages, project.Bytes, MachineDescription.Read());
Say("first deploys, not counted");
await deploys.RunAsync(near, 2);
deploys.TakeSteps();

if (options.Hold)
{
    Say($"cd {project.Folder} && SLIPWAY_SSH_CONFIG={near} {Places.Client} deploy production --yes --force");
    await Console.In.ReadToEndAsync();
    return 0;
}

Say("a one-file change; plan and rollback");
var own = new SlipwayRounds(slipway, project, deploys, server, near);
results.Deploys.Add((0, await deploys.RunAsync(near, options.Near, own.RunAsync)));
results.Steps = deploys.TakeSteps();
results.Own = own;

foreach (var roundTrip in (int[])[26, 100])
{
    Say($"the same at a round trip of {roundTrip} ms");
    await using var relay = Relay.Start(server.Host.Address, 22, TimeSpan.FromMilliseconds(roundTrip / 2.0));
    var way = server.WriteWay(project.Beside, $"far{roundTrip}", "127.0.0.1", relay.Port);
    results.Deploys.Add((roundTrip, await deploys.RunAsync(way, options.Far)));
}

Say("visitors during a deploy");
var load = new LoadRounds(deploys, server);
for (var round = 0; round < options.Load; round++)
{
    foreach (var tool in tools.Where(t => t.Site is not null).DistinctBy(t => t.Site))
        await VisitAsync(tool.Name, tool);
    await server.SetControlTimeoutAsync(0);
    await VisitAsync("expert script, FPM as Debian sets it", tools[1]);
    await server.SetControlTimeoutAsync(50);
}

var report = new Report(results);
Console.WriteLine(report.ToText());
if (options.Write)
{
    File.WriteAllText(Places.Report, report.ToMarkdown());
    Say($"written: {Places.Report}");
}

return 0;

async Task VisitAsync(string name, ITool tool)
{
    results.Loads[name] = await load.RunAsync(tool, near, results.Loads.GetValueOrDefault(name, LoadTally.None));
    Say($"  {name}: {results.Loads[name].Failed} failed so far");
}
