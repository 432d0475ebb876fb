namespace Slipway.Lab.Tests; public class SmokeTest { [Xunit.Fact] public void One() => Xunit.Assert.True(true); }
