using FsCheck;
using FsCheck.Fluent;
using Slipway.Checks.Files;
using Slipway.Checks.Files.Docker;
using Slipway.Checks.Files.Shell;
using Slipway.Checks.Files.Yaml;
using Slipway.Problems;
using Xunit;

namespace Slipway.Tests.Checks.Files;

/// <summary>Text made of the pieces that a format has trouble with, and of arbitrary ones.</summary>
public class ReadersNeverThrowTest
{
    [Fact]
    public void Shell() => Holds("'|\"|`|$(|)|((|))|${|}|<<EOF|EOF|\n|\\|#|;|&&|||x|if|then|fi|ssh a|bash -c|<(|>|2>&1|&|{|}|echo|a=b| |-", text => ShellReader.Read(text));

    [Fact]
    public void Docker() => Holds("FROM |RUN |<<EOF|EOF|\n|\\|#|a:1| AS |$X|${X:-|}|ARG X=|\"|'|=|COPY | . |--from=", text => Dockerfile.Of(new("Dockerfile", text)));

    [Fact]
    public void Yaml() => Holds("a: |- |\n|  |[|]|{|}|&x |*x|<<: |\"|'|#|||>|!t |,|:|? |---|services:|x", text =>
    {
        try
        {
            LooseYaml.Read(new("a.yaml", text));
        }
        catch (ProblemException)
        {
        }
    });

    private static void Holds(string pieces, Action<string> read)
    {
        var piece = Gen.OneOf(Gen.Elements(pieces.Split('|')), ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get));
        Prop.ForAll(piece.ArrayOf().Select(string.Concat).ToArbitrary(), text =>
        {
            read(text);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }
}
