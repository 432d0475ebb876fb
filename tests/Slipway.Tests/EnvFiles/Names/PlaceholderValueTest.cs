using Slipway.EnvFiles.Names;
using Xunit;

namespace Slipway.Tests.EnvFiles.Names;

public class PlaceholderValueTest
{
    [Theory]
    [InlineData("change-me"), InlineData("CHANGE_ME"), InlineData("changeme123"), InlineData("your_api_key"), InlineData("your-domain.com"), InlineData("https://yourdomain.com"), InlineData("<token>"), InlineData("[token]")]
    [InlineData("sk_live_xxxxxxxx"), InlineData("hello@example.com"), InlineData("https://www.example.org/x"), InlineData("replace with your key"), InlineData("django-insecure-a1b2"), InlineData("{{ secret }}"), InlineData("secret")]
    [InlineData("***"), InlineData("postgres://user:pass@..."), InlineData("TODO"), InlineData("todo: ask"), InlineData("my-secret"), InlineData("super_secret_key"), InlineData("put-key-here"), InlineData("password")]
    public void Placeholder(string value) => Assert.True(PlaceholderValue.Is(value));

    [Theory]
    [InlineData(""), InlineData("shop"), InlineData("https://shop.sa"), InlineData("s3cr3t-Of-Ours"), InlineData("base64:k2m5pQ=="), InlineData("replacement"), InlineData("mastodon"), InlineData("exchange.my"), InlineData("youri@shop.sa")]
    [InlineData("secretary@shop.sa"), InlineData("127.0.0.1"), InlineData("null"), InlineData("examples.com"), InlineData("xXx9"), InlineData("Passw0rdLike"), InlineData("latest"), InlineData("en_US")]
    public void Real_value(string value) => Assert.False(PlaceholderValue.Is(value));
}
