using Slipway.Project;
using Xunit;

namespace Slipway.Tests.Stacks.Node;

/// <summary>Whether an app takes the path of a socket for PORT is seen in its source.</summary>
public class NodePortTest
{
    [Theory]
    [InlineData("app.listen(process.env.PORT || 3000)", Listen.Socket)]
    [InlineData("const port = process.env.PORT ?? 3000; app.listen(port)", Listen.Socket)]
    [InlineData("app.listen(Number(process.env.PORT))", Listen.Port)]
    [InlineData("app.listen(parseInt(process.env.PORT, 10))", Listen.Port)]
    [InlineData("app.listen(+process.env.PORT)", Listen.Port)]
    [InlineData("const schema = Joi.object({ PORT: Joi.number().default(3000) })", Listen.Port)]
    [InlineData("const env = z.object({ PORT: z.coerce.number() })", Listen.Port)]
    [InlineData("const env = cleanEnv(process.env, { PORT: port() })", Listen.Port)]
    public void App_that_makes_a_number_of_it_gets_a_port(string source, Listen listen)
    {
        using var project = new TextProject("package.json", """{ "scripts": { "start": "node src/index.js" } }""", "src/index.js", source);

        Assert.Equal(listen, project.Recipe().Listen);
    }

    [Fact]
    public void Fixed_port_is_told()
    {
        using var project = new TextProject("package.json", """{ "scripts": { "start": "node dist/main", "build": "tsc" } }""", "src/main.ts", "await app.listen(3000);");
        using var read = new TextProject("package.json", """{ "scripts": { "start": "node main.js" } }""", "main.js", "require('./server').listen(3000)", "server.js", "process.env.PORT");

        Assert.Equal("src/main.ts listens on the fixed port 3000: two releases side by side need process.env.PORT", project.Best?.Evidence[^1]);
        Assert.Single(read.Best!.Evidence);
    }
}
