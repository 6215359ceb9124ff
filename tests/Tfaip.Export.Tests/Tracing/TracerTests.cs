using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Export.Requests;
using Tfaip.Export.Tests.Tracing.Models;
using Tfaip.Export.Tracing;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Tracing;

/// <summary>What a program says of a model, and that nothing of the tracing stays behind.</summary>
[TestClass]
public sealed class TracerTests
{
    [TestMethod]
    public void SaysWhereEachCallComesFrom()
    {
        using var scope = NewDisposeScope();
        using var program = Tracer.Trace(Zoo.All["residual convolution"](), seed: 0);
        var calls = program.Calls.Select(call => $"{call.ModulePath}: {call.Module?.GetType().Name ?? call.Method.Name}").ToArray();
        CollectionAssert.AreEqual(
            new[]
            {
                "stem: Conv2d",
                "block1.body.0: Conv2d", "block1.body.1: BatchNorm2d", "block1.body.2: ReLU", "block1.body.3: Conv2d",
                "block1.body.4: BatchNorm2d",
                "block1: op_Addition", "block1: relu",
                "block2.body.0: Conv2d", "block2.body.1: BatchNorm2d", "block2.body.2: ReLU", "block2.body.3: Conv2d",
                "block2.body.4: BatchNorm2d",
                "block2.shortcut: Conv2d", "block2: op_Addition", "block2: relu",
                "pool: AdaptiveAvgPool2d", "flatten: Flatten", "head: Linear",
            },
            calls);
        Assert.IsNull(program.Calls[0].Line);
        Assert.AreEqual("Networks.cs", Path.GetFileName(program.Calls[1].Line!.File));
        Assert.IsEmpty(program.Constants);
        CollectionAssert.AreEqual(new[] { "batch", "height", "width" }, program.Symbols.ToArray());
        Assert.AreEqual("batch, 12, floor((height + 1) / 2), floor((width + 1) / 2)", Shape(program, program.Calls[15]));
    }

    [TestMethod]
    public void NamesConstantsAsTheStateDictDoes()
    {
        using var scope = NewDisposeScope();
        using var program = Tracer.Trace(Zoo.All["buffers and tables"](), seed: 0);
        CollectionAssert.AreEquivalent(
            new[] { "offset", "running", "constant_0", "constant_1" },
            program.Constants.Select(constant => constant.Name).ToArray());
        Assert.IsTrue(program.Constants.Where(constant => constant.Name.StartsWith("constant_", StringComparison.Ordinal))
            .All(constant => constant.IsCopy));
    }

    [TestMethod]
    public void SolvesNumbersThatFollowFromSizes()
    {
        using var scope = NewDisposeScope();
        using var program = Tracer.Trace(Zoo.All["self-attention"](), seed: 0);
        var view = program.Calls.First(call => call.Method.Name == "view");
        var shape = ((ListArgument)view.Arguments[1]).Items;
        Assert.AreEqual(new SizeArgument(new SymbolSize("batch")), shape[0]);
        Assert.AreEqual(new SizeArgument(new SymbolSize("time")), shape[1]);
        Assert.AreEqual(new ConstantArgument(2L), shape[2]);
        Assert.AreEqual(new ConstantArgument(3L), shape[3]);
    }

    [TestMethod]
    public void LeavesTheModelAsItWas()
    {
        using var scope = NewDisposeScope();
        var model = Zoo.All["entry in a closure"]();
        var parts = model.Module.named_modules().Select(entry => entry.module).ToArray();
        model.Module.train();
        parts[0].eval();
        var state = model.Module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        using var input = ones(2, 6);
        var before = model.Forward!([input])[0].clone();

        Tracer.Trace(model, seed: 0).Dispose();

        Assert.IsTrue(model.Module.training);
        Assert.IsFalse(parts[0].training);
        Assert.IsTrue(parts[1].training);
        foreach (var (name, tensor) in model.Module.state_dict()) Assert.IsTrue(tensor.equal(state[name]).all().item<bool>(), name);
        Assert.IsTrue(model.Forward([input])[0].equal(before).all().item<bool>());
    }

    [TestMethod]
    [DataRow("mlp")]
    [DataRow("dispose scopes")]
    [DataRow("bidirectional lstm")]
    [DataRow("buffers and tables")]
    [DataRow("made in forward")]
    [DataRow("in place on its own")]
    public void LeavesNoTensorsBehind(string name)
    {
        var model = Zoo.All[name]();
        Tracer.Trace(model, seed: 0).Dispose();
        Collect();
        var before = Tensor.TotalCount;

        Tracer.Trace(model, seed: 0).Dispose();
        Collect();

        Assert.AreEqual(before, Tensor.TotalCount);
        GC.KeepAlive(model);
    }

    [TestMethod]
    public void LeavesNoTensorsBehindWhenItRefuses()
    {
        using var module = new Refused.Loop();
        var model = new ExportableModel { Module = module, Inputs = [TensorSpec.Parse("x: float32[batch, time]")] };
        Assert.ThrowsExactly<ExportException>(() => Tracer.Trace(model, seed: 0));
        Collect();
        var before = Tensor.TotalCount;
        Assert.ThrowsExactly<ExportException>(() => Tracer.Trace(model, seed: 0));
        Collect();
        Assert.AreEqual(before, Tensor.TotalCount);
    }

    [TestMethod]
    public void TheSameSeedGivesTheSameProgram()
    {
        using var scope = NewDisposeScope();
        var model = Zoo.All["made in forward"]();
        using var first = Tracer.Trace(model, seed: 4);
        using var second = Tracer.Trace(model, seed: 4);
        Assert.AreEqual(Describe(first), Describe(second));
        CollectionAssert.AreEqual(
            first.RecordedSizes.SelectMany(sizes => sizes).ToArray(), second.RecordedSizes.SelectMany(sizes => sizes).ToArray());
    }

    [TestMethod]
    public void DoesNotTouchTheRandomGenerator()
    {
        using var scope = NewDisposeScope();
        var model = Zoo.All["mlp"]();
        random.manual_seed(3);
        var expected = rand(4);
        random.manual_seed(3);
        Tracer.Trace(model, seed: 0).Dispose();
        Assert.IsTrue(rand(4).equal(expected).all().item<bool>());
    }

    [TestMethod]
    public void OutputNamesMustBeAsManyAsOutputs()
    {
        using var scope = NewDisposeScope();
        var model = Zoo.All["mlp"]() with { OutputNames = ["a", "b"] };
        var exception = Assert.ThrowsExactly<ExportException>(() => Tracer.Trace(model, seed: 0));
        Assert.AreEqual("The model gives 1 tensors, but 2 outputs are named: a, b. Name each of them, in order.", exception.Message);
    }

    [TestMethod]
    public void InputsMustBeAsManyAsForwardTakes()
    {
        using var scope = NewDisposeScope();
        var spec = TensorSpec.Parse("x: float32[batch, 6]");
        var model = Zoo.All["mlp"]() with { Inputs = [spec, spec, spec] };
        var exception = Assert.ThrowsExactly<ExportException>(() => Tracer.Trace(model, seed: 0));
        Assert.AreEqual(
            "Mlp has no forward that takes 3 tensors. State as many inputs as its forward has arguments: forward(Tensor input).",
            exception.Message);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static string Shape(TracedProgram program, ProgramCall call) => string.Join(", ", program.Values[call.Results[0]].Shape);

    private static string Describe(TracedProgram program) => string.Join(
        "\n",
        program.Calls.Select(
            call => $"{call.Line} {call.ModulePath} {call.Method} {string.Join(", ", call.Results)} {Shape(program, call)}"));
}
