using Tfaip.Export.Programs;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Gradients;
using Tfaip.Training.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.MixedPrecision;

/// <summary>What does not compute in bfloat16 is refused with its line and with what to do.</summary>
[TestClass]
public sealed class PrecisionErrorTests
{
    private const string Advice =
        "With precision: bfloat16, weights are bfloat16 in training, and so are floating-point inputs in Forward; outputs "
        + "are float32 in Loss. "
        + "Give what the model makes itself the element type of what it is computed with, as in zeros(2, 3, dtype: x.dtype) or "
        + "mask.to(x.dtype); "
        + "do what has no bfloat16 in float32, as in svd(x.to(float32)), with weights that stay float32 (Model.StaysFloat32). Or set "
        + "precision: float32.";

    private const string Config = """
        scenario: Toy.csproj
        output: run
        seed: 7
        precision: bfloat16
        data: { training_samples: 16, evaluation_samples: 8, pipeline: { batch_size: 4 } }
        trainer: { epochs: 1, threads: 1 }
        export: none
        """;

    [TestMethod]
    public void A_layer_that_gets_another_element_type_is_named_with_its_line()
    {
        using var step = new RoundedStep(new MixingModel(new()), new TrainerParams());
        var error = Assert.ThrowsExactly<TfaipException>(() => step.Run(0, RoundedStep.Batches(8)));
        Assert.AreEqual(
            $"{Here("mixing")}: MixingModel does not compute in bfloat16: mat1 and mat2 must have the same dtype, but got Float and "
            + $"BFloat16\n{Advice}",
            error.Message);
    }

    [TestMethod]
    public void An_operation_that_has_no_bfloat16_is_named_with_its_line()
    {
        using var step = new RoundedStep(new InverseModel(new()), new TrainerParams());
        var error = Assert.ThrowsExactly<TfaipException>(() => step.Run(0, RoundedStep.Batches(8)));
        Assert.AreEqual(
            $"{Here("inverse")}: InverseModel does not compute in bfloat16: linalg.inv: Low precision dtypes not supported. Got "
            + $"BFloat16\n{Advice}", error.Message);
    }

    [TestMethod]
    public void A_value_that_is_read_as_another_element_type_is_named_with_its_line()
    {
        using var step = new RoundedStep(new ReadingModel(new()), new TrainerParams());
        var error = Assert.ThrowsExactly<TfaipException>(() => step.Run(0, RoundedStep.Batches(8)));
        Assert.AreEqual(
            $"{Here("reading")}: ReadingModel does not compute in bfloat16: Single is not compatible with BFloat16\n{Advice}",
            error.Message);
    }

    // Without the check the process would end here: TorchSharp's matmul does not catch what libtorch throws.
    [TestMethod]
    public void A_matmul_of_two_element_types_is_named_before_the_first_epoch()
    {
        using var tool = new ToyTool(Config, typeof(MatmulModel));
        var (code, _, error) = tool.Run(tool.Config);
        Assert.AreEqual(
            (1, $"{Here("matmul")}: MatmulModel does not compute in bfloat16: matmul of BFloat16 and Float32: the element types must be "
                + $"the same.\n{Advice}\n"),
            (code, error));
    }

    [TestMethod]
    public void A_dry_run_and_a_range_test_name_it_too()
    {
        using var tool = new ToyTool(Config, typeof(MatmulModel));
        var (code, _, error) = tool.Run(tool.Config, "--dry-run");
        Assert.AreEqual(1, code);
        Assert.StartsWith($"{Here("matmul")}: MatmulModel does not compute in bfloat16: matmul", error);
        (code, _, error) = tool.Run("find-lr", tool.Config);
        Assert.AreEqual(1, code);
        Assert.StartsWith($"{Here("matmul")}: MatmulModel does not compute in bfloat16: matmul", error);
    }

    [TestMethod]
    public void In_float32_and_with_what_cannot_be_exported_nothing_is_refused()
    {
        using (var tool = new ToyTool(Config, typeof(MatmulModel)))
        {
            Assert.AreEqual((0, ""), Without(tool.Run(tool.Config, "--precision", "float32")));
        }

        using (var tool = new ToyTool(Config, typeof(BranchingModel)))
        {
            Assert.AreEqual((0, ""), Without(tool.Run(tool.Config)));
        }
    }

    [TestMethod]
    public void A_buffer_that_changes_is_refused()
    {
        using var step = new RoundedStep(new CountingModel(new(), stays: false), new TrainerParams());
        step.Run(0, RoundedStep.Batches(8));

        var error = Assert.ThrowsExactly<TfaipException>(() => step.Step.StateDict());

        Assert.AreEqual(
            "precision: 'mean' of CountingModel changes in training, and what is added to a bfloat16 number is soon lost in rounding. Keep "
            + "it float32: have CountingModel "
            + "override StaysFloat32 to return true for 'mean', and compute with it in float32. Or set precision: float32.",
            error.Message);
        Assert.AreEqual(error.Message, Assert.ThrowsExactly<TfaipException>(step.Step.UseMasterWeights).Message);
    }

    [TestMethod]
    public void A_buffer_that_stays_float32_may_change()
    {
        using var scope = NewDisposeScope();
        using var step = new RoundedStep(new CountingModel(new(), stays: true), new TrainerParams());
        step.Run(0, RoundedStep.Batches(8));

        var mean = step.Step.StateDict()["mean"];

        Assert.AreEqual(ScalarType.Float32, mean.dtype);
        Assert.IsTrue(mean.equal(0.01f * RoundedStep.InputOf(RoundedStep.Batches(8)).to(ScalarType.BFloat16).to(ScalarType.Float32)
            .mean([0L])).all().item<bool>());
    }

    [TestMethod]
    public void Input_gradient_regularisation_is_refused()
    {
        var parameters = new TrainerParams { InputGradient = new InputGradientParams { Input = "x" } };
        var error = Assert.ThrowsExactly<TfaipException>(() => new RoundedStep(new SteadyModel(new()), parameters));
        Assert.AreEqual(
            "trainer.input_gradient moves an input by less than bfloat16 can tell, so that the slope of the loss would be noise. Leave it "
            + "out, or set precision: float32.",
            error.Message);
    }

    private static (int Code, string Error) Without((int Code, string Output, string Error) result) => (result.Code, result.Error);

    // This file with the line that is marked so.
    private static string Here(string mark, [System.Runtime.CompilerServices.CallerFilePath] string file = "")
    {
        var line = Array.FindIndex(File.ReadAllLines(file), text => text.EndsWith($"// {mark}", StringComparison.Ordinal)) + 1;
        return FormattableString.Invariant($"{new SourceLine(file, line).DisplayFile}:{line}");
    }

    internal abstract class HeadModel(ToyModelParams parameters) : Model<ToyModelParams>(parameters)
    {
        private readonly Linear head = Linear(4, 2);

        public override TensorMap Forward(TensorMap inputs) => new() { ["logits"] = Of(inputs["x"], head) };

        public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
            new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };

        protected abstract Tensor Of(Tensor x, Linear head);
    }

    /// <summary>Adds a constant of its own, which makes float32 of everything.</summary>
    internal sealed class MixingModel(ToyModelParams parameters) : HeadModel(parameters)
    {
        protected override Tensor Of(Tensor x, Linear head)
        {
            x = x + ones(4);
            return head.call(x); // mixing
        }
    }

    internal sealed class InverseModel(ToyModelParams parameters) : HeadModel(parameters)
    {
        protected override Tensor Of(Tensor x, Linear head) =>
            head.call(linalg.inv(x.unsqueeze(2) + x.unsqueeze(1)).sum(1)); // inverse
    }

    internal sealed class MatmulModel(ToyModelParams parameters) : HeadModel(parameters)
    {
        protected override Tensor Of(Tensor x, Linear head) =>
            head.call(x.matmul(eye(4))); // matmul
    }

    /// <summary>Asks for a value, which cannot be exported.</summary>
    internal sealed class BranchingModel(ToyModelParams parameters) : HeadModel(parameters)
    {
        protected override Tensor Of(Tensor x, Linear head) => head.call(x.sum().to(ScalarType.Float32).item<float>() > 0 ? x : -x);
    }

    internal sealed class ReadingModel(ToyModelParams parameters) : HeadModel(parameters)
    {
        protected override Tensor Of(Tensor x, Linear head) => head.call(x.sum().item<float>() > 0 ? x : -x); // reading
    }

    /// <summary>Keeps a running mean of its inputs.</summary>
    internal sealed class CountingModel(ToyModelParams parameters, bool stays) : HeadModel(parameters)
    {
        private readonly Tensor mean = zeros(4);

        public override bool StaysFloat32(string name) => stays && name == "mean";

        protected override Tensor Of(Tensor x, Linear head)
        {
            using (no_grad()) mean.mul_(0.99f).add_(0.01f * x.to(ScalarType.Float32).mean([0L]));
            return head.call(x - mean.to(x.dtype));
        }
    }
}
