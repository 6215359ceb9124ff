using Tfaip.Commands.Verbs;
using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;
using Tfaip.Training.Parameters;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

[TestClass]
public sealed class FixedOptionsTests
{
    [TestMethod]
    public void No_parameter_at_the_root_of_a_run_has_the_name_of_a_fixed_option() =>
        FixedOptions.CheckRoot(RecordShape.Of(typeof(RunParams<ToyDataParams, ToyModelParams>)));

    [TestMethod]
    public void A_root_key_that_the_command_line_cannot_reach_is_refused()
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => FixedOptions.CheckRoot(RecordShape.Of(typeof(Clashing))));

        Assert.AreEqual(
            $"{typeof(Clashing).FullName}.Verbose: --verbose is an option of tfaip-train, so no parameter at the root of the tree "
            + "can have this name. Rename the property.",
            error.Message);
    }

    private sealed record Clashing
    {
        public int Seed { get; init; }

        public int Verbose { get; init; }
    }
}
