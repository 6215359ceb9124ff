using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Torch.Weights;
using static TorchSharp.torch;

namespace Tfaip.Torch.Tests.Weights;

[TestClass]
public sealed class SafeTensorsTests
{
    private static readonly ScalarType[] Types =
    [
        ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64,
        ScalarType.Int32, ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool,
    ];

    private static readonly Gen<(ScalarType Type, long[] Shape)[]> Tensors =
        Gen.Select(Gen.Int[0, Types.Length - 1].Select(i => Types[i]), Gen.Long[0, 5].Array[0, 4]).Array[0, 6];

    // A file made by hand from the format's description.
    [TestMethod]
    public void A_file_of_another_program_is_read()
    {
        var file = Bytes(
            """{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"a":{"dtype":"U8","shape":[],"data_offsets":[8,9]}}   """,
            [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 7]);

        var tensors = SafeTensors.Read(new MemoryStream(file), "w");

        CollectionAssert.AreEqual((float[])[1, -2], tensors["b"].data<float>().ToArray());
        CollectionAssert.AreEqual((long[])[2, 1], tensors["b"].shape);
        Assert.AreEqual(7, tensors["a"].item<byte>());
        Assert.AreEqual(0, tensors["a"].dim());
    }

    [TestMethod]
    public void What_is_written_has_the_bytes_of_the_format()
    {
        using var stream = new MemoryStream();
        using var scope = NewDisposeScope();

        SafeTensors.Write(stream, new Dictionary<string, Tensor> { ["b"] = tensor((byte)7), ["a"] = tensor((float[])[1, -2]) });

        CollectionAssert.AreEqual(
            Bytes(
                """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[],"data_offsets":[8,9]}}""".PadRight(
                    112),
                [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 7]),
            stream.ToArray());
    }

    [TestMethod]
    public void All_types_and_shapes_come_back() => Tensors.Sample(
        specs =>
        {
            using var scope = NewDisposeScope();
            var tensors = specs.Index().ToDictionary(
                entry => $"t\"{entry.Index}é", entry => randint(0, 2, entry.Item.Shape).to(entry.Item.Type));
            using var stream = new MemoryStream();
            SafeTensors.Write(stream, tensors);
            stream.Position = 0;
            var read = SafeTensors.Read(stream, "w");
            return read.Count == tensors.Count && tensors.All(
                entry => read[entry.Key].dtype == entry.Value.dtype
                    && read[entry.Key].shape.SequenceEqual(entry.Value.shape)
                    && read[entry.Key].eq(entry.Value).all().item<bool>());
        },
        iter: 100);

    [TestMethod]
    public void A_view_is_written_as_what_it_shows()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        SafeTensors.Write(stream, new Dictionary<string, Tensor> { ["t"] = arange(6).reshape(2, 3).t() });
        stream.Position = 0;

        CollectionAssert.AreEqual((long[])[0, 3, 1, 4, 2, 5], SafeTensors.Read(stream, "w")["t"].data<long>().ToArray());
    }

    [TestMethod]
    [DataRow("", "its header does not begin with {")]
    [DataRow("[]", "its header does not begin with {")]
    [DataRow("{}{}", "its header is no valid JSON: '{' is invalid after a single JSON value. Expected end of data. LineNumber: 0 | "
        + "BytePositionInLine: 2.")]
    [DataRow("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", "its tensors have 1 bytes, the file has 2 for them")]
    [DataRow("""{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}""", "its tensors have 3 bytes, the file has 2 for them")]
    [DataRow("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", "there is a hole or an overlap before 'a'")]
    [DataRow("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", "there is a "
        + "hole or an overlap before 'b'")]
    [DataRow(
        """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""",
        "it names 'a' twice")]
    [DataRow("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,2]}}""", "the bytes of 'a' do not fit its shape")]
    [DataRow("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", "the bytes of 'a' do not fit its shape")]
    [DataRow("""{"a":{"dtype":"F32","shape":[0,9000000000000000000,9000000000000000000],"data_offsets":[0,0]}}""", "the bytes of 'a' do "
        + "not fit its shape")]
    [DataRow("""{"a":{"dtype":"Q4","shape":[2],"data_offsets":[0,2]}}""", "the type 'Q4' of 'a' is unknown; known are F64, F32, F16, BF16, "
        + "I64, I32, I16, I8, U8, BOOL")]
    [DataRow("""{"a":{"dtype":"U8","shape":[-2],"data_offsets":[0,2]}}""", "the entry of 'a' has a size that is no whole "
        + "number from 0 on, or too many")]
    [DataRow("""{"a":{"dtype":"U8","shape":[2.0],"data_offsets":[0,2]}}""", "the entry of 'a' has a size that is no whole number from 0 "
        + "on, or too many")]
    [DataRow("""{"a":{"dtype":"U8","shape":2,"data_offsets":[0,2]}}""", "the entry of 'a' has no list where one belongs")]
    [DataRow("""{"a":{"dtype":"U8","shape":[2]}}""", "the entry of 'a' must have dtype, shape and two data_offsets")]
    [DataRow("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2,3]}}""", "the entry of 'a' must have dtype, shape and two data_offsets")]
    [DataRow("""{"a":{"dtype":"U8","dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", "the entry of 'a' has something in it that it "
        + "should not, or twice")]
    [DataRow("""{"a":7}""", "the entry of 'a' is no object")]
    [DataRow("""{"__metadata__":{"a":7}}""", "__metadata__ has a value that is no text")]
    public void What_is_not_such_a_file_is_refused(string header, string why)
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => SafeTensors.Read(new MemoryStream(Bytes(header, [1, 2])), "w.safetensors"));

        Assert.StartsWith("w.safetensors: not a", error.Message);
        Assert.Contains(why, error.Message);
    }

    [TestMethod]
    [DataRow(0, "it ends within the length of its header")]
    [DataRow(7, "it ends within the length of its header")]
    [DataRow(20, "its header is said to be 112 bytes long")]
    public void A_truncated_file_is_refused(int length, string why)
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => SafeTensors.Read(new MemoryStream(Example()[..length]), "w"));

        Assert.AreEqual($"w: not a valid safetensors file: {why}.", error.Message);
    }

    // Each bit of the header flipped: refused, or a header that still says something consistent (another name, say), never anything else.
    [TestMethod]
    public void No_flipped_bit_of_the_header_does_harm()
    {
        var file = Example();
        var read = 0;
        for (var bit = 0; bit < 8 * (file.Length - 9); bit++)
        {
            var flipped = file.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                using var scope = NewDisposeScope();
                var tensors = SafeTensors.Read(new MemoryStream(flipped), "w");
                read++;
                Assert.AreEqual(9, tensors.Values.Sum(tensor => tensor.numel() * tensor.ElementSize));
            }
            catch (TfaipException)
            {
                // Refused, as it should be.
            }
        }

        Assert.IsGreaterThan(0, read);
    }

    [TestMethod]
    public void Tensors_that_do_not_fit_are_named_and_nothing_is_copied()
    {
        using var scope = NewDisposeScope();
        var destination = new Dictionary<string, Tensor> { ["a"] = zeros(2), ["b"] = zeros(3) };

        var names = Assert.ThrowsExactly<TfaipException>(
            () => SafeTensors.Copy(new Dictionary<string, Tensor> { ["a"] = ones(2), ["c"] = ones(1) }, destination, "w"));
        var shapes = Assert.ThrowsExactly<TfaipException>(
            () => SafeTensors.Copy(new Dictionary<string, Tensor> { ["a"] = ones(2), ["b"] = ones(1, 3) }, destination, "w"));

        Assert.AreEqual("w: does not fit the model; missing in the file: b; not in the model: c.", names.Message);
        Assert.AreEqual("w: 'b' is F32[1, 3] in the file and F32[3] in the model.", shapes.Message);
        Assert.AreEqual(0, destination["a"].sum().item<float>());
    }

    [TestMethod]
    public void More_tensors_than_any_model_has_are_refused()
    {
        var header = "{" + string.Join(',', Enumerable.Range(0, 300_000)
            .Select(i => $"\"{i}\":{{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}")) + "}";

        var error = Assert.ThrowsExactly<TfaipException>(() => SafeTensors.Read(new MemoryStream(Bytes(header, [])), "w.safetensors"));

        Assert.AreEqual("w.safetensors: not a valid safetensors file: it has more than 262144 tensors.", error.Message);
    }

    [TestMethod]
    public void Of_many_names_and_of_a_long_one_a_part_is_shown()
    {
        var entry = """{"dtype":"U8","shape":[0],"data_offsets":[0,0]}""";
        var many = "{" + string.Join(',', Enumerable.Range(100, 100).Select(i => $"\"{i}\":{entry}")) + "}";
        Assert.AreEqual(
            "w: does not fit the model; missing in the file: x; not in the model: 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, "
            + "111, 112, 113, 114, 115, 116, 117, 118, 119 and 80 more.",
            Message(many));
        Assert.AreEqual(
            $"w: does not fit the model; missing in the file: x; not in the model: {new string('a', 200)}….",
            Message($"{{\"{new string('a', 9000)}\":{entry}}}"));

        static string Message(string header)
        {
            using var x = zeros(1);
            return Assert.ThrowsExactly<TfaipException>(() =>
                SafeTensors.Load(new MemoryStream(Bytes(header, [])), new Dictionary<string, Tensor> { ["x"] = x }, "w")).Message;
        }
    }

    [TestMethod]
    public void A_type_that_the_format_lacks_is_refused()
    {
        using var scope = NewDisposeScope();

        var error = Assert.ThrowsExactly<TfaipException>(
            () => SafeTensors.Write(Stream.Null, new Dictionary<string, Tensor> { ["z"] = zeros(1, complex64) }));

        Assert.AreEqual("The tensor 'z' has the type ComplexFloat32, which safetensors files cannot hold.", error.Message);
    }

    private static byte[] Example() => Bytes(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[],"data_offsets":[8,9]}}""".PadRight(112),
        new byte[9]);

    private static byte[] Bytes(string header, byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }
}
