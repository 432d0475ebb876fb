using Slipway.Precompile;
using Xunit;

namespace Slipway.Tests.Precompile;

public class MethodNameTest
{
    [Theory]
    [InlineData("System.AppContext:Setup(ptr,ptr,int)", "System.AppContext", 0, "Setup", 0, 3)]
    [InlineData("System.Array+EmptyArray`1[System.__Canon]:.cctor()", "System.Array+EmptyArray`1", 1, ".cctor", 0, 0)]
    [InlineData("System.Buffer:Memmove[char](byref,byref,nuint)", "System.Buffer", 0, "Memmove", 1, 3)]
    [InlineData("A`2[B`1[int[]],C[,]]:D(E`2[int,int],F[])", "A`2", 2, "D", 0, 2)]
    [InlineData("A+<>c__DisplayClass1_0:<Run>b__0(System.Object)", "A+<>c__DisplayClass1_0", 0, "<Run>b__0", 0, 1)]
    [InlineData("A`1[int]:System.Collections.Generic.IEnumerable<T>.GetEnumerator()", "A`1", 1, "System.Collections.Generic.IEnumerable<T>.GetEnumerator", 0, 0)]
    public void A_method_is_read_as_the_compiler_prints_it(string text, string owner, int typeArguments, string name, int arguments, int parameters)
    {
        var method = MethodName.Read(text)!;
        Assert.Equal((owner, typeArguments, name, arguments, parameters),
            (method.Owner.Name, method.Owner.Arguments.Count, method.Name, method.Arguments.Count, method.Parameters));
    }

    [Fact]
    public void Arguments_may_be_arrays_of_instances()
    {
        var argument = MethodName.Read("A`1[B`1[char][,][]]:C()")!.Owner.Arguments.Single();
        Assert.Equal("B`1", argument.Name);
        Assert.Equal("char", argument.Arguments.Single().Name);
        Assert.Equal([2, 1], argument.ArrayRanks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("JIs:StelemRef_Helper")]
    [InlineData("A`1[B")]
    [InlineData("A`1[B:C(int)")]
    [InlineData("A:B[int")]
    [InlineData("A:B(int")]
    [InlineData("A:B(int) [Tier1, IL size=   1: JIT compiled A:C()")]
    [InlineData("A[,:B()")]
    public void Half_a_line_is_no_method(string text) => Assert.Null(MethodName.Read(text));
}
