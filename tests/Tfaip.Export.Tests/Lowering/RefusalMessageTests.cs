using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering;

/// <summary>What is said of calls that the graph cannot make, in full.</summary>
[TestClass]
public sealed class RefusalMessageTests
{
    [TestMethod]
    public void A_method_that_ONNX_has_no_operator_for() => Assert.AreEqual(
        """
        Net.cs:1: Tensor.lgamma() has no ONNX lowering: ONNX has no operator for it. Compute it outside of the model, or pass the result in as an input.
        """,
        OpTest.Refusal(x => x.lgamma(), Positive(4)));

    [TestMethod]
    public void A_table_whose_rows_are_shortened_when_they_are_asked_for_and_that_is_read_elsewhere()
    {
        var table = nn.Embedding(5, 3, max_norm: 1.5);
        var weight = table.weight!;
        Assert.AreEqual(
            """
            Net.cs:1: the layer Embedding cannot be exported: its max_norm shortens the rows of its table as they are asked for, and something else reads the table too. Shorten all rows once, after training, and create the layer without max_norm.
            """,
            OpTest.Refusal(x => table.call(x).matmul(weight.t()), n => arange(1, 3, ScalarType.Int64)));
    }

    [TestMethod]
    public void A_transposed_convolution_that_cuts_off_all_of_its_result()
    {
        var layer = nn.ConvTranspose2d(2, 2, 2, padding: 1);
        Assert.AreEqual(
            """
            Net.cs:1: the layer ConvTranspose2d cannot be exported: its padding takes away all of its result, at every size. Pad less, or give the kernel more.
            """,
            OpTest.Refusal(x => layer.call(x).sum(), Normal(2, 5, 1)));
    }

    [TestMethod]
    public void A_decomposition() => Assert.AreEqual(
        """
        Net.cs:1: torch.linalg.inv(Tensor) has no ONNX lowering: ONNX has no operators for decompositions and inverses of matrices. Compute it outside of the model; what depends on no input is computed at export.
        """,
        OpTest.Refusal(x => linalg.inv(x), Normal(3, 3)));

    [TestMethod]
    public void A_decomposition_of_a_constant_is_computed_at_export()
    {
        var weight = randn(4, 4);
        OpTest.Check(x => x.matmul(linalg.inv(weight)), Normal(4));
    }

    [TestMethod]
    public void What_is_in_memory_is_not_computed_at_export() => Assert.AreEqual(
        """
        Net.cs:1: torch.empty(int, int, ScalarType?, Device, bool, string[]) has no ONNX lowering: it gives whatever memory holds. Use torch.zeros.
        """,
        OpTest.Refusal(x => empty(2, 3, null, null, false, null) + x.sum(), Normal(4)));

    [TestMethod]
    public void A_method_that_is_given_complex_numbers() => Assert.AreEqual(
        """
        Net.cs:2: Tensor.exp() cannot be exported: it is given complex numbers or gives some, which ONNX does not have. Only Fourier transforms, sums, products, conjugates, abs and angle are carried out on their parts: take real and imag and go on with these.
        """,
        OpTest.Refusal(x => view_as_complex(x).exp().real, Normal(4, 2)));

    [TestMethod]
    public void A_number_of_repetitions_in_a_tensor() => Assert.AreEqual(
        """
        Net.cs:1: Tensor.repeat_interleave(Tensor, long?, long?) cannot be exported: the size of its result depends on values. Give a number, or a tensor that is no input of the model and made of none.
        """,
        OpTest.Refusal(x => x.repeat_interleave(x, null, null), n => ones(n, ScalarType.Int64)));

    [TestMethod]
    public void A_negative_power_of_a_matrix() => Assert.AreEqual(
        """
        Net.cs:1: Tensor.matrix_power(int) cannot be exported: a negative power needs the inverse, which ONNX has no operator for. Invert the matrix outside of the model.
        """,
        OpTest.Refusal(x => x.matrix_power(-1), Normal(3, 3)));

    [TestMethod]
    public void A_window_of_free_length() => Assert.AreEqual(
        """
        Net.cs:1: torch.hann_window(long, bool, ScalarType?, Device, bool) cannot be exported: its length depends on a size of the inputs. Fix that size in the input's description, or make it in the constructor for the longest input and take a part.
        """,
        OpTest.Refusal(x => hann_window(x.shape[0], true, null, null, false), Normal(3)));
}
