using Tfaip.Export.Requests;
using Tfaip.Processors.Samples;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Verification;

/// <summary>Outputs without a finite number, and inputs that are not finite.</summary>
[TestClass]
public sealed class NotFiniteTests
{
    [TestMethod]
    public void An_output_without_a_finite_number_is_refused_with_the_operation_that_made_it()
    {
        using var module = new Plain(x => (-x.abs() - 1).log().sum([1L]) + 1);
        Assert.AreEqual(
            """
            The output 'output' is NaN or infinite in all of its elements, whatever the inputs that were tried, so that the graph cannot be verified. The first operation without a finite number is Tensor.log(). Bound the inputs to values that the model is meant for, such as 'in 0..1'. To export it as it is, set ExportOptions.ExactNan (--exact-nan), and what is not finite is compared too.
            """,
            Refusal(module));
    }

    [TestMethod]
    public void Weights_that_are_not_finite_are_named()
    {
        using var module = new Layered();
        using (no_grad()) module.Layer.weight!.fill_(float.NaN);
        StringAssert.Contains(
            Refusal(module),
            " The parameter 'Layer.weight' has numbers that are not finite: take weights that have none. The first operation without a "
            + "finite number is the layer Linear in 'Layer'.",
            StringComparison.Ordinal);
    }

    [TestMethod]
    public void An_output_without_a_finite_number_is_exported_where_what_is_not_finite_counts()
    {
        using var module = new Plain(x => x / (x - x));
        Assert.HasCount(1, Export(module, exact: true).Outputs);
    }

    [TestMethod]
    public void An_output_with_some_finite_numbers_is_exported()
    {
        using var module = new Plain(x => x.log());
        Assert.HasCount(1, Export(module, exact: false).Outputs);
    }

    [TestMethod]
    public void A_graph_that_loses_what_is_not_a_number_is_refused_where_that_counts()
    {
        using var module = new Plain(
            x => nn.functional.interpolate(x.unsqueeze(1), scale_factor: [2], mode: InterpolationMode.Linear).flatten(1));
        Export(module, exact: false);
        StringAssert.Contains(
            Assert.ThrowsExactly<ExportException>(() => Export(module, exact: true)).Message,
            "The first operation that differs is torch.nn.functional.interpolate(",
            StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_network_of_all_kinds_of_extremes_is_exact()
    {
        using var module = new Plain(x =>
        {
            var (values, places) = x.sort(1, descending: true);
            var pooled = nn.functional.max_pool1d(x.unsqueeze(1), 3, 1, 1).squeeze(1);
            return cat([
                x.relu().amax([1L], keepdim: true),
                x.argmin(1, keepdim: true),
                values,
                places,
                x.median().expand(x.shape[0], 1),
                pooled.clamp(-1, 1)
            ], 1);
        });
        Export(module, exact: true);
    }

    private static string Refusal(Module module) => Assert.ThrowsExactly<ExportException>(() => Export(module, exact: false)).Explanation;

    private static ExportResult Export(Module module, bool exact) =>
        OnnxExporter.Export(
            new ExportableModel { Module = module, Inputs = [TensorSpec.Parse("x: float32[batch, 8]")] },
            new ExportOptions { ExactNan = exact });

    private sealed class Plain(Func<Tensor, Tensor> function) : Module<Tensor, Tensor>("net")
    {
        public override Tensor forward(Tensor input) => function(input);
    }

    private sealed class Layered : Module<Tensor, Tensor>
    {
        public readonly Linear Layer = Linear(8, 4);

        public Layered()
            : base("net") => RegisterComponents();

        public override Tensor forward(Tensor input) => Layer.call(input).relu();
    }
}
