using System.Reflection;
using Tfaip.Export.Programs;
using Tfaip.Export.Requests;
using Tfaip.Export.Tests.Tracing.Models;
using Tfaip.Export.Tracing;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering;

/// <summary>What cannot be exported is refused with its line, what was called, why, and what to write instead.</summary>
[TestClass]
public sealed class RefusalTests
{
    private const string ReadsValues =
        "takes the values of a tensor into .NET, and what follows from them would be fixed in the graph as it was in the recording. "
        + "Keep them in tensors: torch.where instead of if, tensor operations instead of .NET arithmetic.";

    private const string Random =
        "draws random numbers, and a recording would fix them. Draw them outside of forward and pass them in as an input; "
        + "for dropout, pass the module's own training flag.";

    private const string Makes =
        "makes a module while forward runs, and its parameters would be new in every call. Make it in the constructor "
        + "and keep it in a field.";

    private const string Changes = "changes a module while forward runs, and a graph has no modules to change. Do it in the constructor.";

    private const string Unsafe =
        "reaches for a tensor's memory or its gradient, which a graph does not have. Use tensor operations that give new tensors.";

    private const string Keeps = "and a graph keeps nothing from one call to the next. Pass what is to be kept in as an input and out as "
        + "an output, or compute it in the constructor.";

    private const string Same = "A graph is the same at every size: write it with tensor operations over the whole axis, or fix the size "
        + "in the input's specification.";

    [TestMethod]
    [DataRow(nameof(Refused.BranchOnValue), $"Tensor.item<float>() {ReadsValues}")]
    [DataRow(nameof(Refused.Conversion), $"the conversion of Tensor to float {ReadsValues}")]
    [DataRow(nameof(Refused.ReadsData), $"Tensor.data<float>() {ReadsValues}")]
    [DataRow(nameof(Refused.ReadsText), $"Tensor.ToString() {ReadsValues}")]
    [DataRow(nameof(Refused.ReadsHandle), $"Tensor.Handle {Unsafe}")]
    [DataRow(nameof(Refused.Caught), $"Tensor.ToSingle() {ReadsValues}")]
    [DataRow(nameof(Refused.Noise), $"torch.randn_like() {Random}")]
    [DataRow(nameof(Refused.FunctionalDropout), $"functional.dropout() {Random}")]
    [DataRow(nameof(Refused.UnregisteredDropout), "Dropout is in training mode although the model is not, so the model does not know it as "
        + "its own. Register it: keep it in a field of the module or in a ModuleList, and call RegisterComponents.")]
    [DataRow(nameof(Refused.ChangesInput), "Tensor.add_() changes the input x in place. Use the operation that gives a new tensor.")]
    [DataRow(nameof(Refused.ChangesParameter), "Tensor.mul_() changes the parameter linear.weight in place. Use the "
        + "operation that gives a new tensor.")]
    [DataRow(nameof(Refused.InPlaceLayerOnInput), "ReLU changes the input x in place. Use the operation that gives a new tensor.")]
    [DataRow(nameof(Refused.MakesLayer), $"nn.Linear() {Makes}")]
    [DataRow(nameof(Refused.MakesParameter), "new Parameter() makes a parameter while forward runs, which would be new in every call. Make "
        + "it in the constructor and keep it in a field, or use a tensor.")]
    [DataRow(nameof(Refused.RegistersBuffer), $"Module.register_buffer() {Changes}")]
    [DataRow(nameof(Refused.OddModule), $"Module.train() {Changes}")]
    [DataRow(nameof(Refused.CountsCalls), $"forward changes CountsCalls._calls, {Keeps}")]
    [DataRow(nameof(Refused.CountsInStatic), $"forward changes CountsInStatic._calls, {Keeps}")]
    [DataRow(nameof(Refused.HiddenCall), "MethodBase.Invoke() calls TorchSharp where a recording cannot see it. Write the call itself: "
        + "x.exp(), not a method that was found by its name, a dynamic or an expression tree.")]
    [DataRow(nameof(Refused.HostRandom), "Random.Shared draws random numbers, and a recording would fix them or follow one of the ways "
        + "that they choose. Draw them in the constructor, or pass them in as an input.")]
    [DataRow(nameof(Refused.FillsList), $"forward changes FillsList.seen, {Keeps}")]
    [DataRow(nameof(Refused.WritesIntoOut), "Tensor.amax() writes into a tensor that it is given. Use the result that it returns.")]
    [DataRow(nameof(Refused.TakesFunction), "functional.jacobian() takes a function, whose calls it makes where they cannot be recorded. "
        + "Call the function in forward itself.")]
    [DataRow(nameof(Refused.HookedLayer), "Linear has hooks, and what they do cannot be recorded on a layer of TorchSharp's. Put the "
        + "hooks' code into forward.")]
    [DataRow(nameof(Refused.OtherThread), "Tensor.exp() is called on another thread than forward itself, and the order of such calls is "
        + "not the same every time. Call it in forward's own thread.")]
    public void NamesTheLine(string name, string message)
    {
        var (place, exception) = Trace(name);
        Assert.AreEqual($"{place}: {message}", exception.Message);
    }

    [TestMethod]
    [DataRow(nameof(Refused.Loop), "What is called depends on a size: Tensor.", Same)]
    [DataRow(nameof(Refused.BranchOnSize), "What is called depends on a size: Tensor.", " step 2\".")]
    [DataRow(nameof(Refused.SineOfSize), "the operator / of Tensor is given a number that differs between sizes (", "and is no function of "
        + "them that was found. Compute it with tensor operations, or fix the size in the input's specification.")]
    [DataRow(nameof(Refused.ValuesDecideShape), "Tensor.masked_select() gives a tensor whose axis 0 is of length ", "A length that follows "
        + "from values cannot be exported; fix the size that it follows from in the input's specification.")]
    [DataRow(nameof(Refused.SqueezesAll), "Tensor.squeeze() gives a tensor of 2 axes, but of 1 at batch=1, ", "Name the axes that are to "
        + "go or to come, or bound the size in the input's specification, such as 'batch: 2..64'.")]
    [DataRow(nameof(Refused.WritesThroughView), "Tensor.exp() uses a tensor whose memory was changed in place at Refused.cs:", " through "
        + "another tensor over the same memory. Use what the change returned, or an operation that gives a new tensor.")]
    [DataRow(nameof(Refused.MakesOwnModule), "new ", $"() {Makes}")]
    [DataRow(nameof(Refused.OwnFault), "The model's forward fails at batch=", "they do not fit. No size that was tried runs. Give the "
        + "inputs' specifications the sizes that it takes, and bound whole numbers with \"in LOW..HIGH\".")]
    public void NamesTheLineAndTheSizes(string name, string start, string end)
    {
        var (place, exception) = Trace(name);
        Assert.StartsWith($"{place}: {start}", exception.Message);
        Assert.EndsWith(end, exception.Message);
    }

    private static (string Place, ExportException Exception) Trace(string name)
    {
        random.manual_seed(1);
        using var scope = NewDisposeScope();
        var type = typeof(Refused).GetNestedType(name, BindingFlags.Public)!;
        var module = (nn.Module)Activator.CreateInstance(type)!;
        typeof(nn.Module).GetMethod("RegisterComponents", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(module, []);
        var model = new ExportableModel { Module = module, Inputs = [TensorSpec.Parse("x: float32[batch, time]; time: 2..40")] };
        if (name is nameof(Refused.ChangesParameter) or nameof(Refused.HookedLayer) or nameof(Refused.OddModule)
            or nameof(Refused.MakesLayer) or nameof(Refused.OwnFault))
        {
            model = model with { Inputs = [TensorSpec.Parse("x: float32[batch, 6]")] };
        }

        var exception = Assert.ThrowsExactly<ExportException>(() => Tracer.Trace(model, seed: 3).Dispose());
        var line = Refused.LineIn(type);
        if (line > 0) Assert.AreEqual(line, exception.Line, exception.Message);
        return ($"{new SourceLine(Refused.Path, line).DisplayFile}:{line}", exception);
    }
}
