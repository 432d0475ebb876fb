using System.Text;
using Slipway.Project;
using Xunit;

namespace Slipway.Tests.Project;

public class WaiverWriterTest
{
    private const string Head = "app: shop\nstack: static\n";
    private const string Staging = "environments:\n  staging:\n    url: https://shop.example.com\n    hosts: [deploy@192.0.2.7]\n";
    private const string One = "{ check: env.hsts, reason: ramp, owner: anna, until: 2027-03-01 }";
    private const string New = """{ check: env.types, subject: "DB_\"PORT", reason: "it's a \\ proxy: old #1", owner: "ben", until: 2027-01-31 }""";

    private static readonly Waiver Types = new("env.types", "it's a \\ proxy: old #1", "ben", new(2027, 1, 31)) { Subject = "DB_\"PORT" };

    public static TheoryData<string, string> Files => new()
    {
        { Head + Staging, Head + Staging + $"waivers:\n  - {New}\n" },
        { Head + Staging.TrimEnd('\n'), Head + Staging + $"waivers:\n  - {New}\n" },
        { Head + $"waivers:\n  - {One} # soon\n\n# The servers\n" + Staging, Head + $"waivers:\n  - {One} # soon\n  - {New}\n\n# The servers\n" + Staging },
        { Head + $"waivers:\n- {One}\n" + Staging, Head + $"waivers:\n- {One}\n- {New}\n" + Staging },
        {
            Head + Staging + "waivers:\n    - check: env.hsts\n      # why\n      reason: ramp\n      owner: anna\n      until: 2027-03-01",
            Head + Staging + $"waivers:\n    - check: env.hsts\n      # why\n      reason: ramp\n      owner: anna\n      until: 2027-03-01\n    - {New}\n"
        },
        { Head + "waivers: [] # none\n" + Staging, Head + $"waivers: [{New}] # none\n" + Staging },
        { Head + $"waivers: [{One}]\n" + Staging, Head + $"waivers: [{One}, {New}]\n" + Staging },
        { Head + "waivers: [{ check: env.hsts, reason: \"[ramp]\", owner: anna, until: 2027-03-01 }]\n" + Staging, Head + $"waivers: [{{ check: env.hsts, reason: \"[ramp]\", owner: anna, until: 2027-03-01 }}, {New}]\n" + Staging },
        { Head + Staging + $"    waivers:\n      - {One}\n", Head + Staging + $"    waivers:\n      - {One}\n      - {New}\nwaivers:\n  - {New}\n" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void It_is_added_and_all_else_stays(string text, string expected)
    {
        Assert.Equal(expected, WaiverWriter.Add(text, [Types]));
        var read = ProjectFileReader.Parse(Encoding.UTF8.GetBytes(expected), "/srv/shop/slipway.yaml").Environment(null).Waivers;
        Assert.Equal(Types, read[^1] with { Where = null });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Line_ends_of_windows_stay(string text, string expected) =>
        Assert.Equal(expected.ReplaceLineEndings("\r\n"), WaiverWriter.Add(text.ReplaceLineEndings("\r\n"), [Types]));

    [Fact]
    public void Several_stand_one_below_the_other() =>
        Assert.EndsWith($"waivers:\n  - {New}\n  - {New.Replace("env.types", "env.hsts")}\n", WaiverWriter.Add(Head + Staging, [Types, Types with { Check = "env.hsts" }]));

    [Fact]
    public void What_is_no_project_file_is_left_alone() => Assert.Null(WaiverWriter.Add("- a\n- b\n", [Types]));
}
