using System.Runtime.CompilerServices;
using Tfaip.Export.Programs;
using Tfaip.Export.Requests;
using Tfaip.Processors.Samples;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Tracing;

/// <summary>What forward keeps in fields, and weights that no state dict has: the messages name the field and the remedy.</summary>
[TestClass]
public sealed class StateTests
{
    private const string Keeps = ", and a graph keeps nothing from one call to the next. Pass what is to be kept in as an input and out as "
        + "an output, or compute it in the constructor.";
    private const string Writes = ", and a graph keeps nothing from one call to the next. Pass what is to be kept in as an input and out "
        + "as an output, or use the operation that gives a new tensor.";
    private const string Register =
        "Register it: keep it in a field of the model's module or in a ModuleList, and call RegisterComponents.";

    private static readonly string Path = ThisFile();

    [TestMethod]
    public void A_cache_of_keys_that_grows_is_named() => AssertRefused(new Appended(), $"forward changes Appended.keys{Keeps}");

    [TestMethod]
    public void A_cache_of_keys_that_is_written_in_place_is_named() =>
        AssertRefused(new Written(), $"Tensor.copy_() changes Written.keys in place{Writes}");

    [TestMethod]
    public void A_cache_in_a_property_of_another_object_is_named() =>
        AssertRefused(new Nested(), $"forward changes Cache.Keys{Keeps}", holder: "Cache");

    [TestMethod]
    public void A_mean_of_the_first_inputs_is_named() => AssertRefused(new FirstMean(), $"forward changes FirstMean.mean{Keeps}");

    [TestMethod]
    public void A_counter_is_named() => AssertRefused(new Counted(), $"forward changes Counted.calls{Keeps}");

    [TestMethod]
    public void A_mask_that_is_not_made_again_fails_at_a_later_call()
    {
        var error = Refusal(new Stale());
        StringAssert.Matches(
            error.Message,
            new(@"StateTests\.cs:\d+: The model's forward runs once, at batch=\d+, time=\d+, and fails at a later call at batch=\d+, "
                + @"time=\d+: .* It keeps Stale\.mask from one call to the next\. Make it anew where its shape does not fit, and dispose "
                + @"nothing that is still in a field\.$"));
        Assert.AreEqual(LineOf("Stale"), error.Line);
    }

    [TestMethod]
    public void A_table_that_a_call_disposes_fails_at_the_second()
    {
        using var module = new Disposing();
        StringAssert.Matches(
            Refusal(module).Message,
            new(@": The model's forward runs once, at (batch=\d+, time=\d+), and fails at a later call at (batch=\d+, time=\d+): .* What a "
                + @"call disposes or changes is missing at the next\. Dispose only what forward itself makes\.$"));
        Assert.IsFalse(module.Table.IsInvalid, "the live model is as it was");
    }

    [TestMethod]
    public void A_layer_that_nothing_registers_is_named() =>
        AssertRefused(
            new Forgotten(),
            "Linear has weights in no state dict, so the graph would have the numbers that this program happened to draw. It is in "
            + $"Forgotten.layers. {Register}",
            "x: float32[batch, 6]");

    [TestMethod]
    public void A_parameter_that_nothing_registers_is_named() =>
        AssertRefused(
            new ForgottenParameter(),
            "A parameter is used that stands in no state dict, so the graph would have the numbers that this program happened to draw. It "
            + $"is in ForgottenParameter.scale. {Register}",
            "x: float32[batch, 6]");

    [TestMethod]
    public void What_carries_nothing_leaves_the_live_model_as_a_call_does()
    {
        using var scope = NewDisposeScope();
        using var module = new Anchored();
        OnnxExporter.Export(Of(module, "x: float32[batch, time]; time: 2..40"));
        using var gradients = no_grad();
        var x = randn(3, 7);
        Assert.IsTrue(module.call(x).allclose(x + arange(7)));
        Assert.IsTrue(module.call(x).allclose(x + arange(7)));
    }

    [TestMethod]
    public void A_class_over_the_plain_module_is_exported()
    {
        using var scope = NewDisposeScope();
        using var module = new Plain();
        var result = OnnxExporter.Export(Of(module, "x: float32[batch, 6]") with
        {
            Inputs = [TensorSpec.Parse("x: float32[batch, 6]"), TensorSpec.Parse("y: float32[batch, 6]")]
        });
        using var session = new Tfaip.Export.Verification.OnnxSession(result.Onnx.ToArray());
        using var gradients = no_grad();
        var (x, y) = (randn(9, 6), randn(9, 6));
        Assert.IsTrue(session.Run([("x", x), ("y", y)], ["sum"])[0].allclose(module.forward(x, y)["sum"], 1e-5, 1e-5));
    }

    private static void AssertRefused(
        nn.Module module, string message, string input = "x: float32[batch, time]; time: 2..40", string? holder = null)
    {
        using (module)
        {
            var error = Refusal(module, input);
            Assert.AreEqual(LineOf(holder ?? module.GetType().Name), error.Line, error.Message);
            Assert.AreEqual($"{new SourceLine(Path, error.Line!.Value).DisplayFile}:{error.Line}: {message}", error.Message);
        }
    }

    private static ExportException Refusal(nn.Module module, string input = "x: float32[batch, time]; time: 2..40")
    {
        using var scope = NewDisposeScope();
        return Assert.ThrowsExactly<ExportException>(() => OnnxExporter.Check(Of(module, input)));
    }

    private static ExportableModel Of(nn.Module module, string input) => new() { Module = module, Inputs = [TensorSpec.Parse(input)] };

    private static int LineOf(string type)
    {
        var lines = File.ReadAllLines(Path);
        var start = Array.FindIndex(lines, line => line.TrimEnd().EndsWith($"class {type}", StringComparison.Ordinal)
            || line.Contains($"class {type} :", StringComparison.Ordinal));
        return Array.FindIndex(lines, start, line => line.EndsWith("// here", StringComparison.Ordinal)) + 1;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    public abstract class Net() : nn.Module<Tensor, Tensor>("net");

    private sealed class Appended : Net
    {
        private Tensor? keys;

        public override Tensor forward(Tensor x)
        {
            keys = keys is null ? x : cat([keys, x]); // here
            return keys.sum(0);
        }
    }

    private sealed class Written : Net
    {
        private readonly Tensor keys = zeros(4, 2);

        public override Tensor forward(Tensor x)
        {
            keys.narrow(0, 1, 1).copy_(x[..1, ..2]); // here
            return keys.sum(0);
        }
    }

    private sealed class Cache
    {
        public Tensor? Keys { get; set; } // here
    }

    private sealed class Nested : Net
    {
        private readonly Cache cache = new();

        public override Tensor forward(Tensor x)
        {
            cache.Keys = cache.Keys is { } keys ? cat([keys, x]) : x;
            return cache.Keys.sum(0);
        }
    }

    private sealed class FirstMean : Net
    {
        private Tensor? mean;

        public override Tensor forward(Tensor x)
        {
            mean ??= x.mean(); // here
            return x - mean;
        }
    }

    private sealed class Counted : Net
    {
        private int calls;

        public override Tensor forward(Tensor x)
        {
            calls++; // here
            return calls > 1000 ? x : -x;
        }
    }

    private sealed class Stale : Net
    {
        private Tensor? mask;

        public override Tensor forward(Tensor x)
        {
            mask ??= ones(x.shape[1], x.shape[1]).tril();
            return x.matmul(mask); // here
        }
    }

    private sealed class Disposing : Net
    {
        public Tensor Table { get; } = full(1, 3.0);

        public override Tensor forward(Tensor x)
        {
            using var mine = Table;
            return x * mine;
        }
    }

    private sealed class Forgotten : Net
    {
        private readonly Dictionary<string, Linear[]> layers = new() { ["all"] = [nn.Linear(6, 2)] };

        public Forgotten() => RegisterComponents();

        public override Tensor forward(Tensor x) => layers["all"][0].call(x); // here
    }

    private sealed class ForgottenParameter : Net
    {
        private readonly Parameter scale = new(ones(6));

        public override Tensor forward(Tensor x) => x * scale; // here
    }

    private sealed class Anchored : Net
    {
        private Tensor? anchors;

        public override Tensor forward(Tensor x)
        {
            if (anchors is null || anchors.shape[0] != x.shape[1]) anchors = arange(x.shape[1]);
            return x + anchors;
        }
    }

    private sealed class Plain : nn.Module
    {
        private readonly Linear first = nn.Linear(6, 3);

        public Plain()
            : base("plain") => RegisterComponents();

        public Dictionary<string, Tensor> forward(Tensor x, Tensor? y = null) => new() { ["sum"] = first.call(y is null ? x : x + y) };
    }
}
