using Tfaip.Export.Requests;
using Tfaip.Export.Tests.Tracing.Models;
using Tfaip.Export.Verification;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Tracing;

/// <summary>Heads that keep what follows from a shape export and are right, at one shape after another.</summary>
[TestClass]
public sealed class DetectionHeadTests
{
    private const string Free = "x: float32[batch, 6, height, width]; height: 2..24; width: 2..24";

    private static readonly long[][] Shapes = [[1, 2, 24], [3, 9, 5], [3, 9, 5], [2, 24, 2], [5, 9, 5]];

    [TestMethod]
    public void Boxes_of_anchors_are_right() => AssertRight(new DetectionHeads.AnchorBoxes(), Free);

    [TestMethod]
    public void Boxes_of_distances_are_right() =>
        AssertRight(new DetectionHeads.Distances(), "p3: float32[batch, 6, 8, 6]", "p4: float32[batch, 6, 4, 3]");

    [TestMethod]
    public void Corners_of_distances_are_right() =>
        AssertRight(new DetectionHeads.CornerDistances(), "p3: float32[batch, 6, 8, 6]", "p4: float32[batch, 6, 4, 3]");

    [TestMethod]
    public void Offsets_to_grids_are_right() =>
        AssertRight(new DetectionHeads.GridOffsets(), "p3: float32[batch, 6, 8, 6]", "p4: float32[batch, 6, 4, 3]");

    [TestMethod]
    public void Turned_boxes_are_right() => AssertRight(new DetectionHeads.TurnedBoxes(), Free);

    [TestMethod]
    public void Equal_names_of_two_heads_are_right() =>
        CollectionAssert.AreEqual(
            new[] { "output_0.boxes", "output_0.scores", "output_1.boxes", "output_1.scores" },
            AssertRight(new DetectionHeads.OneToOne(), Free));

    private static string[] AssertRight(nn.Module module, params string[] inputs)
    {
        using var scope = NewDisposeScope();
        using var owned = module;
        manual_seed(9);
        using var gradients = no_grad();
        var model = new ExportableModel { Module = module, Inputs = [.. inputs.Select(TensorSpec.Parse)] };
        module.eval();

        // A head that was in use holds what its last call has left.
        ModelCall.Run(model, Inputs(model, Shapes[1]));
        var result = OnnxExporter.Export(model);
        using var session = new OnnxSession(result.Onnx.ToArray());
        string[] names = [.. result.Outputs.Select(output => output.Name)];
        foreach (var shape in Shapes)
        {
            var tensors = Inputs(model, shape);
            var expected = ModelCall.Run(model, [.. tensors.Select(tensor => tensor.clone())]);
            var actual = session.Run([.. model.Inputs.Zip(tensors, (spec, tensor) => (spec.Name, tensor))], names);
            Assert.HasCount(expected.Count, actual);
            for (var i = 0; i < actual.Count; i++)
            {
                Assert.IsNull(
                    TensorComparison.Compare(expected[i], actual[i], new Tolerance(1e-5, 1e-5)).Difference,
                    $"{names[i]} at {string.Join(", ", shape)}");
            }
        }

        return names;
    }

    private static Tensor[] Inputs(ExportableModel model, long[] shape) =>
        [.. model.Inputs.Select(
            spec => randn([.. spec.Shape.Select((size, axis) => size.Length ?? (axis == 0 ? shape[0] : shape[axis - 1]))]))];
}
