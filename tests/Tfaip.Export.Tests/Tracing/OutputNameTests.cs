using Tfaip.Export.Requests;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Tracing;

/// <summary>What the outputs of nested results are called.</summary>
[TestClass]
public sealed class OutputNameTests
{
    [TestMethod]
    public void Names_that_are_the_only_ones_stay_short() =>
        CollectionAssert.AreEqual(new[] { "box", "cls" }, Names(
            new Gives<(Dictionary<string, Tensor>, Dictionary<string, Tensor>)>(x => (new() { ["box"] = x }, new() { ["cls"] = x * 2 }))));

    [TestMethod]
    public void Equal_names_of_dictionaries_in_a_tuple_get_their_paths() =>
        CollectionAssert.AreEqual(
            new[] { "output_0.cls", "box", "output_1.cls" },
            Names(new Gives<(Dictionary<string, Tensor>, Dictionary<string, Tensor>)>(
                x => (new() { ["cls"] = x + 1, ["box"] = x }, new() { ["cls"] = x * 2 }))));

    [TestMethod]
    public void Equal_names_of_nested_dictionaries_get_their_paths() =>
        CollectionAssert.AreEqual(
            new[] { "inference.cls", "inference_box", "inference_cls" },
            Names(new Gives<Dictionary<string, object>>(x =>
                new() { ["inference"] = new Dictionary<string, Tensor> { ["cls"] = x + 1, ["box"] = x + 2 }, ["inference_cls"] = x * 2 })));

    [TestMethod]
    public void A_dictionary_that_can_only_be_read_names_its_parts() =>
        CollectionAssert.AreEqual(
            new[] { "train_cls", "inference_cls" },
            Names(new Gives<IReadOnlyDictionary<string, object>>(x => new ReadOnly(new()
            {
                ["train"] = new Dictionary<string, Tensor> { ["cls"] = x },
                ["inference"] = new Dictionary<string, Tensor> { ["cls"] = x * 2 }
            }))));

    [TestMethod]
    public void An_output_that_is_called_like_an_input_is_refused_at_the_first_call()
    {
        using var module = nn.Identity();
        var model = new ExportableModel
        {
            Module = module,
            Forward = inputs => [inputs[0] * 2],
            Inputs = [TensorSpec.Parse("output: float32[batch]")]
        };
        var message = Assert.ThrowsExactly<ExportException>(() => OnnxExporter.Check(model)).Message;
        Assert.AreEqual(
            "Two inputs or outputs are called 'output'. Give each a name of its own: --names, or OutputNames in a program, names the "
            + "outputs in order.", message);
    }

    private static string[] Names(nn.Module module)
    {
        using var scope = NewDisposeScope();
        using (module)
        {
            return [.. OnnxExporter.Export(new() { Module = module, Inputs = [TensorSpec.Parse("x: float32[batch]")] }).Outputs
                .Select(output => output.Name)];
        }
    }

    private sealed class Gives<T>(Func<Tensor, T> make) : nn.Module<Tensor, T>("net")
    {
        public override T forward(Tensor x) => make(x);
    }

    private sealed class ReadOnly(Dictionary<string, object> items) : IReadOnlyDictionary<string, object>
    {
        public IEnumerable<string> Keys => items.Keys;

        public IEnumerable<object> Values => items.Values;

        public int Count => items.Count;

        public object this[string key] => items[key];

        public bool ContainsKey(string key) => items.ContainsKey(key);

        public bool TryGetValue(string key, out object value) => items.TryGetValue(key, out value!);

        public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => items.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => items.GetEnumerator();
    }
}
