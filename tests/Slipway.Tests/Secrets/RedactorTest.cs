using System.Text;
using System.Text.Encodings.Web;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Secrets;
using Xunit;

namespace Slipway.Tests.Secrets;

public class RedactorTest
{
    private const string Value = "pä/ss\"w+rd <1>&";

    private static readonly Redactor One = new([new(Value)]);

    [Theory]
    [InlineData("password=hunter2hunter2;", "password=***;", "hunter2hunter2")]
    [InlineData("seven77 stays", "seven77 stays", "seven77")]
    [InlineData("eight888 goes, eight888", "*** goes, ***", "eight888")]
    [InlineData("abcdefghijkl", "***", "abcdefgh", "efghijkl")]
    [InlineData("abcdefghijklmnop", "***", "abcdefgh", "ijklmnop")]
    [InlineData("abcdefghi", "***", "abcdefgh", "abcdefghi")]
    [InlineData("nothing here", "nothing here")]
    public void Text_is_redacted(string text, string expected, params string[] secrets) =>
        Assert.Equal(expected, new Redactor(secrets.Select(s => new Secret(s))).Redact(text));

    [Fact]
    public void Encoded_forms_are_found()
    {
        var bytes = Encoding.UTF8.GetBytes(Value);
        var url = Uri.EscapeDataString(Value);
        string[] forms =
        [
            Value, Convert.ToBase64String(bytes), Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
            url, url.Replace("%20", "+"), "p%c3%a4%2fss%22w%2brd%20%3c1%3e%26",
            JavaScriptEncoder.Default.Encode(Value), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Value), "pä\\/ss\\\"w+rd <1>&", "p\\u00e4/ss\\u0022w\\u002brd \\u003c1\\u003e\\u0026",
        ];

        Assert.Equal(forms.Select(_ => "a ***, b"), forms.Select(form => One.Redact($"a {form}, b")));
    }

    [Theory]
    [InlineData("user:"), InlineData("u:"), InlineData("us:")]
    public void Base64_of_a_longer_text_keeps_only_characters_that_it_shares_with_its_neighbours(string before)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + "hunter2hunter2" + "!!"));

        var shown = new Redactor([new("hunter2hunter2")]).Redact("Authorization: Basic " + encoded);

        var (head, tail) = (shown["Authorization: Basic ".Length..].Split("***")[0], shown.Split("***")[1]);
        Assert.Equal((before.Length * 8 + 5) / 6, head.Length);
        Assert.InRange(encoded.Length - ((before.Length + 14) * 8 / 6) - tail.Length, 0, 1);
        Assert.StartsWith(head, encoded);
        Assert.EndsWith(tail, encoded);
    }

    [Fact]
    public void Value_of_several_lines_is_found_line_by_line() =>
        Assert.Equal("***|***|end", string.Join("|", "-----BEGIN\nabcdefghij\nend".Split('\n').Select(new Redactor([new("-----BEGIN\nabcdefghij\nend\n")]).Redact)));

    [Fact]
    public void No_secret_survives() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Letters(8, 12).ArrayOf().ToArbitrary(), Letters(0, 60).ToArbitrary(), (secrets, noise) =>
    {
        var text = string.Concat(secrets.Select((s, i) => s[..(s.Length - (i % 3))] + noise[..Math.Min(i, noise.Length)])) + noise;
        var shown = new Redactor(secrets.Select(s => new Secret(s))).Redact(text);
        return secrets.All(s => !shown.Contains(s, StringComparison.Ordinal));
    }));

    [Fact]
    public void Text_without_secrets_stays_as_it_is() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Letters(0, 200).ToArbitrary(), text =>
        new Redactor([new("ccccccccc"), new("not-a-letter")]).Redact(text) == text));

    [Fact]
    public void Many_secrets_in_a_long_text_are_replaced_exactly()
    {
        var secrets = Enumerable.Range(0, 500).Select(i => $"secret-number-{i:D4}").ToList();
        var redactor = new Redactor(secrets.Select(s => new Secret(s)));
        var text = string.Concat(Enumerable.Range(0, 2000).Select(i => $"line {i} {secrets[i % 500]} end\n"));

        Assert.Equal(string.Concat(Enumerable.Range(0, 2000).Select(i => $"line {i} *** end\n")), redactor.Redact(text));
    }

    private static Gen<string> Letters(int min, int max) =>
        Gen.Choose(min, max).SelectMany(n => Gen.Elements('a', 'b').ArrayOf(n)).Select(c => new string(c));
}
