using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Inference.Tests.Support;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Inference.Tests;

[TestClass]
public sealed class PredictorTests
{
    private readonly List<IDisposable> _used = [];

    [TestCleanup]
    public void Dispose()
    {
        _used.Reverse();
        foreach (var used in _used) used.Dispose();
    }

    [TestMethod]
    public void A_row_of_numbers_gets_the_finished_answer()
    {
        // Halved, the pixels are 1 2 3 4; class 0 sums pixels 0 and 2, class 1 the others.
        var outputs = Classifier().Predict(new float[] { 2, 4, 6, 8 }).Outputs;
        CollectionAssert.AreEqual(new float[] { 4, 6 }, Values<float>(outputs["logits"]));
        Assert.AreEqual("odd", outputs["label"]);
        Assert.AreEqual(1 / (1 + Math.Exp(-2)), (float)outputs["probability"], 1e-6);
    }

    [TestMethod]
    public void Tensors_samples_and_dictionaries_are_inputs_too()
    {
        var predictor = Classifier();
        var tensor = Tensor.Create<float>([8, 4, 2, 2], [2, 2]);
        Assert.AreEqual("even", predictor.Predict(tensor).Outputs["label"]);
        Assert.AreEqual("even", predictor.Predict(new Sample().WithInput("image", tensor)).Outputs["label"]);
        Assert.AreEqual("even", predictor.Predict(new Dictionary<string, object> { ["image"] = tensor }).Outputs["label"]);
        Assert.AreEqual(
            "even", predictor.Predict(new Dictionary<string, object> { ["image"] = new float[] { 8, 4, 2, 2 } }).Outputs["label"]);
    }

    [TestMethod]
    public void Many_inputs_are_answered_like_each_alone_and_in_order() =>
        Gen.Select(Gen.Float[-10, 10].Array[4].Array[0, 40], Gen.Int[1, 7]).Sample(
            (rows, batchSize) =>
            {
                using var package = TestPackage.Classifier();
                using var predictor = Predictor.Load(package.Path, new() { BatchSize = batchSize });
                var answers = predictor.Predict(rows);
                Assert.HasCount(rows.Length, answers);
                foreach (var (row, answer) in rows.Zip(answers))
                {
                    var alone = Values<float>(predictor.Predict(row).Outputs["logits"]);
                    CollectionAssert.AreEqual(new[] { (row[0] / 2) + (row[2] / 2), (row[1] / 2) + (row[3] / 2) }, alone);
                    CollectionAssert.AreEqual(alone, Values<float>(answer.Outputs["logits"]));
                }
            },
            iter: 20);

    [TestMethod]
    public void Inputs_of_different_shapes_are_answered_in_order()
    {
        var predictor = Load(TestPackage.Create(
            TinyOnnx.Identity(TinyOnnx.Float, "batch", "time"),
            ["x: float32[batch, time]"],
            ["y: float32[batch, time]"]), new() { BatchSize = 2 });
        var rows = Enumerable.Range(0, 23).Select(i => Enumerable.Repeat((float)i, 1 + (i % 3)).ToArray()).ToArray();
        var answers = predictor.Predict(rows);
        for (var i = 0; i < rows.Length; i++) CollectionAssert.AreEqual(rows[i], Values<float>(answers[i].Outputs["y"]));
    }

    [TestMethod]
    public void No_inputs_have_no_answers() => Assert.IsEmpty(Classifier().Predict(Array.Empty<object>()));

    [TestMethod]
    public void Every_element_type_passes_through_the_graph_unchanged()
    {
        AssertPasses<float>(TinyOnnx.Float, "float32", 1.5f, float.NaN, -0f, float.MaxValue, float.NegativeInfinity, 6);
        AssertPasses(TinyOnnx.Double, "float64", 1.5, Math.PI, -0.0, double.MaxValue, double.NaN, 6);
        AssertPasses(TinyOnnx.Float16, "float16", (Half)1.5, Half.NaN, Half.MaxValue, (Half)4, (Half)5, (Half)6);
        AssertPasses<byte>(TinyOnnx.UInt8, "uint8", 0, 255, 3, 4, 5, 6);
        AssertPasses<sbyte>(TinyOnnx.Int8, "int8", -128, 127, 3, 4, 5, 6);
        AssertPasses<short>(TinyOnnx.Int16, "int16", short.MinValue, 2, 3, 4, 5, 6);
        AssertPasses(TinyOnnx.Int32, "int32", int.MinValue, 2, 3, 4, 5, 6);
        AssertPasses(TinyOnnx.Int64, "int64", long.MinValue, 2, 3, 4, 5, 6);
        AssertPasses(TinyOnnx.Bool, "bool", true, false, true, true, false, false);
    }

    [TestMethod]
    public void Numbers_are_inputs_and_outputs_where_the_batch_is_the_only_axis()
    {
        var predictor = Load(TestPackage.Create(TinyOnnx.Identity(TinyOnnx.Int64, "batch"), ["x: int64[batch]"], ["y: int64[batch]"]));
        CollectionAssert.AreEqual(
            new object[] { 7L, 8L }, predictor.Predict(new object[] { 7L, 8L }).Select(answer => answer.Outputs["y"]).ToArray());
    }

    [TestMethod]
    public void A_model_over_one_sample_gets_one_at_a_time()
    {
        var predictor = Load(TestPackage.Create(TinyOnnx.Identity(TinyOnnx.Float, 1, 2), ["x: float32[1, 2]"], ["y: float32[1, 2]"]));
        Assert.HasCount(3, predictor.Predict(new object[] { new float[2], new float[2], new float[2] }));
    }

    [TestMethod]
    public void One_predictor_serves_threads_at_once()
    {
        var predictor = Classifier(new() { IntraOpThreads = 1 });
        Parallel.For(0, 200, i =>
        {
            var logits = Values<float>(predictor.Predict(new float[] { i, 2 * i, 3, 4 }).Outputs["logits"]);
            CollectionAssert.AreEqual(new[] { (i + 3) / 2f, i + 2f }, logits);
        });
    }

    [TestMethod]
    public async Task A_stream_is_answered_in_order()
    {
        var predictor = Classifier(new() { BatchSize = 3 });
        var labels = new List<object>();
        await foreach (var answer in predictor.PredictAsync(Rows())) labels.Add(answer.Outputs["label"]);
        CollectionAssert.AreEqual(Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? "even" : "odd").ToArray(), labels);

        static async IAsyncEnumerable<object> Rows()
        {
            for (var i = 0; i < 10; i++)
            {
                if (i % 4 == 0) await Task.Yield();
                yield return i % 2 == 0 ? new float[] { 9, 0, 0, 0 } : new float[] { 0, 9, 0, 0 };
            }
        }
    }

    [TestMethod]
    public async Task A_stream_that_waits_does_not_hold_back_answers()
    {
        var predictor = Classifier(new() { BatchSize = 16 });
        var gate = new TaskCompletionSource();
        await using var answers = predictor.PredictAsync(Rows()).GetAsyncEnumerator();

        // The second input comes only after the first answer: a predictor that waited for a full batch would never end.
        Assert.IsTrue(await answers.MoveNextAsync());
        gate.SetResult();
        Assert.IsTrue(await answers.MoveNextAsync());
        Assert.IsFalse(await answers.MoveNextAsync());

        async IAsyncEnumerable<object> Rows()
        {
            yield return new float[4];
            await gate.Task;
            yield return new float[4];
        }
    }

    [TestMethod]
    public async Task A_cancelled_stream_ends()
    {
        var predictor = Classifier(new() { BatchSize = 1 });
        using var cancellation = new CancellationTokenSource();
        var count = 0;
        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var answer in predictor.PredictAsync(Forever(), cancellation.Token))
                if (++count == 3)
                    await cancellation.CancelAsync();
        });
        Assert.AreEqual(3, count);

        static async IAsyncEnumerable<object> Forever()
        {
            while (true)
            {
                await Task.Yield();
                yield return new float[4];
            }
        }
    }

    [TestMethod]
    public async Task An_error_of_a_stream_names_the_input()
    {
        var predictor = Classifier(new() { BatchSize = 2 });
        var error = await Assert.ThrowsExactlyAsync<TfaipException>(async () =>
        {
            await foreach (var answer in predictor.PredictAsync(Rows())) Assert.IsNotNull(answer);
        });
        Assert.AreEqual(
            "input 4 (sample 3): the processor 'reshape' failed: the input 'image' is float32[3], whose 3 elements do "
            + "not fit the shape [1, 2, 2].", error.Message);

        static async IAsyncEnumerable<object> Rows()
        {
            for (var i = 0; i < 6; i++)
            {
                await Task.Yield();
                yield return new float[i == 3 ? 3 : 4];
            }
        }
    }

    [TestMethod]
    public void A_disposed_predictor_answers_nothing()
    {
        var predictor = Classifier();
        predictor.Dispose();
        predictor.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => predictor.Predict(new float[4]));
    }

    [TestMethod]
    public void Disposal_while_others_predict_never_crashes()
    {
        for (var round = 0; round < 10; round++)
        {
            var predictor = Classifier(new() { IntraOpThreads = 1 });
            Parallel.For(0, 40, i =>
            {
                if (i == 20) predictor.Dispose();
                try
                {
                    predictor.Predict(new float[4]);
                }
                catch (ObjectDisposedException)
                {
                    Assert.IsGreaterThan(0, i + 1);
                }
            });
        }
    }

    [TestMethod]
    public void A_device_that_is_not_there_is_an_error_that_says_what_is()
    {
        using var package = TestPackage.Classifier();
        var error = Assert.ThrowsExactly<TfaipException>(() => Predictor.Load(package.Path, new() { Device = "cuda:0" }));
        Assert.AreEqual(
            "The device cuda:0 is not there: this program's ONNX Runtime has CPUExecutionProvider. "
            + "Use the package Microsoft.ML.OnnxRuntime.Gpu in place of Microsoft.ML.OnnxRuntime, or allow the fallback to the CPU.",
            error.Message);
    }

    [TestMethod]
    public void A_fallback_that_is_allowed_is_taken_and_can_be_seen()
    {
        var predictor = Classifier(new() { Device = "cuda", AllowFallback = true });
        Assert.AreEqual("cpu", predictor.Device);
        Assert.AreEqual("even", predictor.Predict(new float[] { 1, 0, 0, 0 }).Outputs["label"]);
    }

    [TestMethod]
    public void A_device_that_is_none_is_refused()
    {
        using var package = TestPackage.Classifier();
        var error = Assert.ThrowsExactly<TfaipException>(() => Predictor.Load(package.Path, new() { Device = "gpu" }));
        Assert.AreEqual("'gpu' is not a device; write cpu, cuda or cuda:N.", error.Message);
    }

    [TestMethod]
    public void External_data_is_refused()
    {
        var onnx = TinyOnnx.Model(
            [TinyOnnx.Node("Add", ["x", "w"], ["y"])],
            [TinyOnnx.ExternalTensor("w", [2], "/etc/hostname")],
            [TinyOnnx.Value("x", TinyOnnx.Float, "batch", 2)],
            [TinyOnnx.Value("y", TinyOnnx.Float, "batch", 2)]);
        using var package = TestPackage.Create(onnx, ["x: float32[batch, 2]"], ["y: float32[batch, 2]"]);
        AssertNotLoaded(
            package, "the graph keeps data in another file, '/etc/hostname'; packages have it in the graph, or in 'model.onnx.data'.");
    }

    [TestMethod]
    public void A_graph_that_is_none_is_refused()
    {
        using var package = TestPackage.Create("graph"u8.ToArray(), ["x: float32[batch, 2]"], ["y: float32[batch, 2]"]);
        AssertNotLoaded(package, "the graph is not an ONNX model: it is no protobuf message.");
    }

    [TestMethod]
    public void A_graph_with_an_unknown_operator_is_refused()
    {
        var onnx = TinyOnnx.Model(
            [TinyOnnx.Node("Frobnicate", ["x"], ["y"])],
            [],
            [TinyOnnx.Value("x", TinyOnnx.Float, "batch")],
            [TinyOnnx.Value("y", TinyOnnx.Float, "batch")]);
        using var package = TestPackage.Create(onnx, ["x: float32[batch]"], ["y: float32[batch]"]);
        var error = Assert.ThrowsExactly<TfaipException>(() => Predictor.Load(package.Path));
        StringAssert.StartsWith(error.Message, $"{package.Path}: ONNX Runtime 1.");
        StringAssert.Contains(error.Message, "Frobnicate");
    }

    [TestMethod]
    [DataRow("z: float32[batch, 2]", "y: float32[batch, 2]", "the manifest has the input 'z'; the graph has x.")]
    [DataRow("x: float32[batch, 2]", "z: float32[batch, 2]", "the manifest has the output 'z'; the graph has y.")]
    [DataRow("x: int64[batch, 2]", "y: float32[batch, 2]", "the manifest's input 'x: int64[batch, 2]' is not the one of the graph, "
        + "Float[batch, 2].")]
    [DataRow("x: float32[batch, 3]", "y: float32[batch, 2]", "the manifest's input 'x: float32[batch, 3]' is not the one of the graph, "
        + "Float[batch, 2].")]
    [DataRow("x: float32[batch, 2]", "y: float32[batch]", "the manifest's output 'y: float32[batch]' is not the one of the graph, "
        + "Float[batch, 2].")]
    [DataRow("x: float32[4, 2]", "y: float32[4, 2]", "the first axis of the input 'x: float32[4, 2]' must be the batch "
        + "axis, with a free size or 1.")]
    public void A_manifest_that_is_not_the_graphs_is_refused(string input, string output, string message)
    {
        using var package = TestPackage.Create(TinyOnnx.Identity(TinyOnnx.Float, "batch", 2), [input], [output]);
        AssertNotLoaded(package, message);
    }

    [TestMethod]
    public void An_input_that_the_manifest_does_not_have_is_refused()
    {
        using var package = TestPackage.Create(TinyOnnx.Sum(), ["a: float32[batch, time]"], ["sum: float32[batch, time]"]);
        AssertNotLoaded(package, "the graph has the input 'b', which the manifest does not have.");
    }

    [TestMethod]
    public void An_input_of_another_type_is_refused_before_the_graph_runs() => AssertNotAnswered(
        Identity("x: float32[batch, 2]"),
        new double[2],
        "input 1: the input 'x' is float64[2] after pre-processing, but the model takes float32[2].");

    [TestMethod]
    public void An_input_of_another_shape_is_refused_before_the_graph_runs() => AssertNotAnswered(
        Identity("x: float32[batch, 2]"),
        new float[3],
        "input 1: the input 'x' is float32[3] after pre-processing, but the model takes float32[2].");

    [TestMethod]
    public void An_input_that_is_no_tensor_is_refused() => AssertNotAnswered(
        Identity("x: float32[batch, 2]"),
        "a.png",
        "a.png: the input 'x' is a string after pre-processing, but the model takes float32[2].");

    [TestMethod]
    public void A_size_outside_its_bounds_is_refused() => AssertNotAnswered(
        Identity("x: float32[batch, time]; time: 2..6 step 2", "time"),
        new float[3],
        "input 1: the input 'x' is float32[3], but the model takes time: 2..6 step 2.");

    [TestMethod]
    public void An_empty_axis_is_refused() => AssertNotAnswered(
        Identity("x: float32[batch, time]", "time"),
        Array.Empty<float>(),
        "input 1: the input 'x' is float32[0], which is empty: 'time' must be 1 or more.");

    [TestMethod]
    public void Inputs_that_share_a_size_must_have_it_in_common() => AssertNotAnswered(
        Sum(),
        new Dictionary<string, object> { ["a"] = new float[2], ["b"] = new float[3] },
        "input 1: the inputs 'a' and 'b' share the size 'time', but have 2 and 3.");

    [TestMethod]
    public void An_input_that_is_missing_is_named() => AssertNotAnswered(
        Sum(),
        new Dictionary<string, object> { ["a"] = new float[2], ["c"] = 1f },
        "input 1: the model's input 'b' is missing; after pre-processing there are: a, c.");

    [TestMethod]
    public void One_value_for_several_inputs_is_refused() => AssertNotAnswered(
        Sum(), new float[2], "input 1 is one value, but the model has the inputs a, b; give a dictionary with a value for each.");

    [TestMethod]
    public void One_value_is_enough_where_processors_make_the_other_inputs_of_it()
    {
        var predictor = Load(TestPackage.Create(
            TinyOnnx.Sum(), ["a: float32[batch, time]", "b: float32[batch, time]"], ["sum: float32[batch, time]"],
            [new ScaleParams { Key = "raw", Factor = 10, To = "a" }, new RenameParams { Key = "raw", To = "b" }]));

        CollectionAssert.AreEqual(new float[] { 11, 22 }, Values<float>(predictor.Predict(new float[] { 1, 2 }).Outputs["sum"]));
    }

    [TestMethod]
    public void Null_is_refused() => Assert.AreEqual(
        "input 2 is null.",
        Assert.ThrowsExactly<TfaipException>(() => Identity("x: float32[batch, 2]").Predict(new object[] { new float[2], null! })).Message);

    [TestMethod]
    public void Errors_of_processors_name_the_processor() => AssertNotAnswered(
        Classifier(),
        "a.png",
        "a.png (sample 0): the processor 'scale' failed: the input 'image' is a string; it must be a tensor or a number.");

    [TestMethod]
    public void Processors_of_other_modes_do_not_run()
    {
        using var package = TestPackage.Create(
            TinyOnnx.Identity(TinyOnnx.Float, "batch", 1), ["x: float32[batch, 1]"], ["y: float32[batch, 1]"],
            [
                new ScaleParams { Key = "x", Factor = 3 },
                new ScaleParams { Key = "x", Factor = 5, Modes = [PipelineMode.Training, PipelineMode.Evaluation] }
            ]);
        using var predictor = Predictor.Load(package.Path);
        CollectionAssert.AreEqual(new[] { 6f }, Values<float>(predictor.Predict(new float[] { 2 }).Outputs["y"]));
    }

    [TestMethod]
    public void A_batch_of_no_sample_is_refused()
    {
        using var package = TestPackage.Classifier();
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Predictor.Load(package.Path, new() { BatchSize = 0 }));
    }

    private void AssertPasses<T>(int type, string name, params T[] values)
        where T : unmanaged
    {
        var predictor = Load(
            TestPackage.Create(TinyOnnx.Identity(type, "batch", 2, 3), [$"x: {name}[batch, 2, 3]"], [$"y: {name}[batch, 2, 3]"]));
        var output = (Tensor<T>)predictor.Predict(Tensor.Create(values, [2, 3])).Outputs["y"];
        CollectionAssert.AreEqual(new nint[] { 2, 3 }, output.Lengths.ToArray());
        CollectionAssert.AreEqual(values, output.ToArray());
    }

    private static T[] Values<T>(object tensor) => [.. (Tensor<T>)tensor];

    private static void AssertNotLoaded(TestPackage package, string message) =>
        Assert.AreEqual($"{package.Path}: {message}", Assert.ThrowsExactly<TfaipException>(() => Predictor.Load(package.Path)).Message);

    private static void AssertNotAnswered(Predictor predictor, object input, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => predictor.Predict(input)).Message);

    private Predictor Classifier(PredictorOptions? options = null) => Load(TestPackage.Classifier(), options);

    private Predictor Identity(string input, object? size = null) => Load(TestPackage.Create(
        TinyOnnx.Identity(TinyOnnx.Float, "batch", size ?? 2), [input], [$"y: float32[batch, {size ?? 2}]"]));

    private Predictor Sum() =>
        Load(TestPackage.Create(TinyOnnx.Sum(), ["a: float32[batch, time]", "b: float32[batch, time]"], ["sum: float32[batch, time]"]));

    private Predictor Load(TestPackage package, PredictorOptions? options = null)
    {
        _used.Add(package);
        var predictor = Predictor.Load(package.Path, options);
        _used.Add(predictor);
        return predictor;
    }
}
