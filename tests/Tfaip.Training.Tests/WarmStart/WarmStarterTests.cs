using Tfaip.Parameters;
using Tfaip.Torch.Weights;
using Tfaip.Training.Tests.Loop;
using Tfaip.Training.WarmStart;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.WarmStart;

[TestClass]
public sealed class WarmStarterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScopeHolder _scope = new();

    private string Source => _folder.In("source.safetensors");

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    // Both layers have the same shapes and the file names them in the other order: by their place they would be swapped.
    [TestMethod]
    public void Row077_Tensors_are_matched_by_name_and_never_by_place()
    {
        Write(("second.weight", 2), ("second.bias", 2), ("first.weight", 1), ("first.bias", 1));
        using var model = new Net();

        var report = WarmStarter.Load(model, Parameters);

        CollectionAssert.AreEqual((double[])[1, 1, 2, 2], Means(model));
        CollectionAssert.AreEqual(
            (string[])["first.weight", "first.bias", "second.weight", "second.bias"],
            report.Loaded.Select(tensor => tensor.Name).ToArray());
        Assert.AreEqual($"warm start: 4 of 4 tensors from {Source}", report.Text);
    }

    [TestMethod]
    public void Row077_Names_that_do_not_match_are_an_error_that_lists_both_sides_and_advises_a_renaming()
    {
        Write(("old.first.weight", 1), ("old.first.bias", 1), ("second.weight", 2), ("second.bias", 2), ("steps", 3));
        using var model = new Net();
        var before = Means(model);

        AssertError(
            $$"""
            {{Source}}: warm start: the names do not match the model's.
            Only in the source:
              old.first.bias
              old.first.weight
              steps
            Only in the model:
              first.weight
              first.bias
            With trainer.warm_start.rename: [{from: '^old\.', to: ''}] 2 more of them would match. To load only what fits, choose it with include and exclude, or set trainer.warm_start.partial.
            """,
            model,
            Parameters);
        CollectionAssert.AreEqual(before, Means(model));
    }

    [TestMethod]
    public void Row077_Names_are_replaced_one_rule_after_the_other()
    {
        Write(("net.0.weight", 1), ("net.0.bias", 1), ("net.1.weight", 2), ("net.1.bias", 2));
        using var model = new Net();

        var report = WarmStarter.Load(model, Parameters with
        {
            Rename = [
                new() { From = @"^net\.(\d)", To = "layer$1" },
                new() { From = "layer0", To = "first" },
                new() { From = "layer1", To = "second" }
            ],
        });

        CollectionAssert.AreEqual((double[])[1, 1, 2, 2], Means(model));
        Assert.AreEqual("net.1.bias", report.Loaded[^1].From);
    }

    [TestMethod]
    public void Row077_Partial_loads_what_matches_alone()
    {
        Write(("first.weight", 1), ("other", 4));
        using var model = new Net();
        var before = Means(model);

        var report = WarmStarter.Load(model, Parameters with { Partial = true });

        CollectionAssert.AreEqual((double[])[1, .. before[1..]], Means(model));
        Assert.AreEqual(
            $"warm start: 1 of 4 tensors from {Source}; as in a new run: first.bias, second.weight, second.bias; not loaded: other",
            report.Text);
    }

    [TestMethod]
    public void Row077_What_is_included_and_not_excluded_is_loaded()
    {
        Write(("first.weight", 1), ("first.bias", 1), ("second.weight", 2), ("second.bias", 2), ("head", 3));
        using var model = new Net();
        var before = Means(model);

        WarmStarter.Load(model, Parameters with { Include = [@"first\..*", @"second\..*"], Exclude = [@".*\.bias"] });

        CollectionAssert.AreEqual((double[])[1, before[1], 2, before[3]], Means(model));
    }

    [TestMethod]
    public void What_is_included_and_not_in_the_model_is_an_error()
    {
        Write(("first.weight", 1), ("head", 3));
        using var model = new Net();

        AssertError(
            $"""
            {Source}: warm start: the names do not match the model's.
            Only in the source:
              head
            Only in the model:
              first.bias
              second.weight
              second.bias
            To load only what fits, choose it with include and exclude, or set trainer.warm_start.partial.
            """,
            model,
            Parameters with { Include = ["first.weight", "head"] });
    }

    [TestMethod]
    public void A_source_without_a_name_of_the_model_is_refused_even_partially()
    {
        Write(("a", 1));
        using var model = new Net();

        AssertError(
            $"""
            {Source}: warm start: no tensor has a name of the model.
            Only in the source:
              a
            Only in the model:
              first.weight
              first.bias
              second.weight
              second.bias
            To load only what fits, choose it with include and exclude, or set trainer.warm_start.partial.
            """,
            model,
            Parameters with { Partial = true });
    }

    [TestMethod]
    public void An_expression_that_matches_nothing_is_a_slip()
    {
        Write(("first.weight", 1), ("first.bias", 1));
        using var model = new Net();

        AssertError(
            $"""
            {Source}: warm start: trainer.warm_start.exclude.0: 'first' matches no name; an expression must match a whole one. There are:
              first.bias
              first.weight
            """,
            model,
            Parameters with { Exclude = ["first"] });
        AssertError(
            $"""
            {Source}: warm start: trainer.warm_start.rename.0.from: '^encoder' matches no name. There are:
              first.bias
              first.weight
            """,
            model,
            Parameters with { Rename = [new() { From = "^encoder", To = "first" }] });
        AssertError(
            $"{Source}: warm start: trainer.warm_start.rename makes 'first.x' of two names, 'first.bias' and 'first.weight'.",
            model,
            Parameters with { Rename = [new() { From = "bias|weight", To = "x" }] });
    }

    [TestMethod]
    public void Another_shape_or_kind_of_number_is_refused()
    {
        SafeTensorsFile(new()
        {
            ["first.weight"] = ones(3, 3), ["first.bias"] = ones(2, int64), ["second.weight"] = ones(2, 2), ["second.bias"] = ones(2),
        });
        using var model = new Net();
        var before = Means(model);

        AssertError(
            $"""
            {Source}: warm start: tensors differ in shape or type:
              first.weight: F32[3, 3] in the source, F32[2, 2] in the model
              first.bias: I64[2] in the source, F32[2] in the model
            Name those that are to begin as in a new run in trainer.warm_start.exclude.
            """,
            model,
            Parameters);
        CollectionAssert.AreEqual(before, Means(model));
    }

    [TestMethod]
    public void Other_floating_point_types_are_converted_and_said_so()
    {
        SafeTensorsFile(new()
        {
            ["first.weight"] = full([2, 2], 0.5, float64), ["first.bias"] = full(2, 0.25, float16),
            ["second.weight"] = full([2, 2], 3, bfloat16), ["second.bias"] = ones(2),
        });
        using var model = new Net();

        var report = WarmStarter.Load(model, Parameters);

        CollectionAssert.AreEqual((double[])[0.5, 0.25, 3, 1], Means(model));
        CollectionAssert.AreEqual((string?[])["F64", "F16", "BF16", null], report.Loaded.Select(tensor => tensor.ConvertedFrom).ToArray());
        Assert.AreEqual($"warm start: 4 of 4 tensors from {Source}, 3 of them converted", report.Text);
    }

    [TestMethod]
    public void What_TorchSharp_has_saved_is_loaded()
    {
        using var saved = new Net();
        using var model = new Net();
        saved.save(_folder.In("net.dat"));

        WarmStarter.Load(model, Parameters with { Source = _folder.In("net.dat") });

        CollectionAssert.AreEqual(Means(saved), Means(model));
    }

    [TestMethod]
    public void What_is_no_source_is_refused()
    {
        using var model = new Net();
        Directory.CreateDirectory(_folder.In("empty"));
        File.WriteAllText(_folder.In("model.tfaip"), "");

        AssertError($"{_folder.In("x.dat")}: there is no such file of weights.", model, new() { Source = _folder.In("x.dat") });
        AssertError(
            $"{_folder.In("empty")}: is neither a run directory nor the folder of a checkpoint.",
            model,
            new() { Source = _folder.In("empty") });
        AssertError(
            $"{_folder.In("model.tfaip")}: a package holds a graph, in which weights are folded and renamed. Start from the run that it "
            + "was made of, or from a checkpoint of it.",
            model,
            new() { Source = _folder.In("model.tfaip") });
    }

    private WarmStartParams Parameters => new() { Source = Source };

    private static void AssertError(string message, Module model, WarmStartParams parameters)
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => WarmStarter.Load(model, parameters));
        Assert.AreEqual(message.ReplaceLineEndings("\n"), error.Message);
    }

    private static double[] Means(Net net) => [.. net.state_dict().Values.Select(tensor => (double)tensor.mean().item<float>())];

    // Weights of two by two and biases of two, full of a number.
    private void Write(params (string Name, float Value)[] tensors) => SafeTensorsFile(tensors.ToDictionary(
        tensor => tensor.Name,
        tensor => tensor.Name.EndsWith("weight", StringComparison.Ordinal) ? full([2, 2], tensor.Value) : full(2, tensor.Value)));

    private void SafeTensorsFile(Dictionary<string, Tensor> tensors)
    {
        using var stream = File.Create(Source);
        SafeTensors.Write(stream, tensors);
    }

    private sealed class DisposeScopeHolder : IDisposable
    {
        private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

        public void Dispose() => _scope.Dispose();
    }

    private sealed class Net : Module<Tensor, Tensor>
    {
        private readonly Linear first = Linear(2, 2);
        private readonly Linear second = Linear(2, 2);

        public Net()
            : base(nameof(Net)) => RegisterComponents();

        public override Tensor forward(Tensor x) => second.call(first.call(x));
    }
}
