using System.Text;
using Tfaip.Parameters;
using Tfaip.Processors.Manifests;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Manifests;

[TestClass]
public sealed class ManifestJsonTests
{
    private static readonly string Json = Encoding.UTF8.GetString(ManifestJson.Write(SampleManifest.Create()));

    [TestMethod]
    public void The_text_is_complete_and_sorted_where_order_means_nothing() => Assert.AreEqual(
        """
        {
          "format_version": 1,
          "producer": "tfaip 0.1.0",
          "scenario": "digits",
          "inputs": [
            "image: float32[batch, 1, 8, 8]"
          ],
          "outputs": [
            "logits: float32[batch, 10]"
          ],
          "pre_processing": [
            {
              "type": "scale",
              "modes": [
                "training",
                "evaluation",
                "prediction"
              ],
              "key": "image",
              "side": "inputs",
              "to": null,
              "factor": 0.0625,
              "offset": 0
            }
          ],
          "post_processing": [
            {
              "type": "class_label",
              "modes": [
                "training",
                "evaluation",
                "prediction"
              ],
              "key": "logits",
              "softmax": true,
              "labels": [
                "null",
                "true",
                "1",
                "~",
                "ä \"x\""
              ],
              "label_file": null,
              "keep": false
            }
          ],
          "resources": [
            {
              "name": "labels",
              "file": "resources/labels.txt"
            }
          ],
          "verification": {
            "relative_tolerance": 1E-05,
            "absolute_tolerance": 1E-06,
            "outputs": [
              {
                "name": "logits",
                "largest_absolute": 1.25E-07,
                "largest_relative": 3E-07
              }
            ],
            "sizes": [
              "batch=3",
              "batch=5"
            ],
            "largest": {},
            "onnx_runtime": "1.31.1",
            "torch_sharp": "0.107.0"
          },
          "metrics": {
            "accuracy": 0.98125,
            "loss": 0.1,
            "worst": ".nan"
          },
          "files": [
            {
              "name": "model.onnx",
              "size": 3,
              "sha256": "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81"
            },
            {
              "name": "resources/labels.txt",
              "size": 0,
              "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            }
          ]
        }

        """.ReplaceLineEndings("\n"),
        Json);

    [TestMethod]
    public void What_was_written_reads_back_to_the_same_bytes()
    {
        var read = Read(Json);
        Assert.AreEqual(Json, Encoding.UTF8.GetString(ManifestJson.Write(read)));
        Assert.AreEqual(0.0625, ((ScaleParams)read.PreProcessing[0]).Factor);
        CollectionAssert.AreEqual(
            new[] { "null", "true", "1", "~", "ä \"x\"" }, ((ClassLabelParams)read.PostProcessing[0]).Labels.ToArray());
        Assert.AreEqual(1.25e-7, read.Verification.Outputs[0].LargestAbsolute);
    }

    [TestMethod]
    public void How_rows_of_csv_become_inputs_is_written_before_the_metrics_and_read_back()
    {
        var manifest = SampleManifest.Create() with
        {
            Csv = new() { Delimiter = ";", HasHeader = true, Inputs = new Dictionary<string, string> { ["image"] = "a, b" } },
        };

        var json = Encoding.UTF8.GetString(ManifestJson.Write(manifest));

        Assert.AreEqual(
            Json.Replace(
                "  \"metrics\": ",
                """
                  "csv": {
                    "delimiter": ";",
                    "quotes": true,
                    "has_header": true,
                    "inputs": {
                      "image": "a, b"
                    }
                  },
                  "metrics": 
                """.ReplaceLineEndings("\n"),
                StringComparison.Ordinal),
            json);
        var read = ManifestJson.Read(Encoding.UTF8.GetBytes(json), ProcessorCatalog.Default, "manifest.json").Csv!;
        Assert.AreEqual((";", true, true, "a, b"), (read.Delimiter, read.Quotes, read.HasHeader, read.Inputs["image"]));
    }

    [TestMethod]
    public void Row036_Further_graphs_are_written_after_the_verification_and_read_back()
    {
        var (json, manifest) = WithGraphs();

        var read = Read(json);

        Assert.AreEqual(json, Encoding.UTF8.GetString(ManifestJson.Write(read)));
        Assert.Contains(
            """
                "torch_sharp": "0.107.0"
              },
              "graphs": [
                {
                  "name": "features",
                  "file": "features.onnx",
                  "inputs": [
                    "image: float32[batch, 1, 8, 8]"
                  ],
                  "outputs": [
                    "features: float32[batch, 16]"
                  ],
                  "verification": {
                    "relative_tolerance": 1E-05,
            """.ReplaceLineEndings("\n"),
            json);
        Assert.AreEqual("halves", read.FindGraph("halves")!.Name);
        Assert.AreEqual("model.onnx", read.FindGraph("default")!.File);
        Assert.IsNull(read.FindGraph("model"));
        Assert.AreEqual(
            Json, Encoding.UTF8.GetString(ManifestJson.Write(manifest with { Graphs = [], Files = SampleManifest.Create().Files })));
    }

    [TestMethod]
    public void Row036_A_package_without_the_default_graph_is_refused() => AssertRefused(
        WithGraphs().Json.Replace("\"name\": \"model.onnx\"", "\"name\": \"other.onnx\""),
        "x.tfaip/manifest.json: the manifest does not list model.onnx.");

    [TestMethod]
    [DataRow("\"name\": \"halves\"", "\"name\": \"features\"", "there are two graphs 'features'.")]
    [DataRow("\"file\": \"halves.onnx\"", "\"file\": \"features.onnx\"", "there are two graphs in the file 'features.onnx'.")]
    [DataRow("\"name\": \"halves\"", "\"name\": \"default\"", "the graph 'default' is model.onnx and has no "
        + "entry among the further graphs.")]
    [DataRow("\"file\": \"halves.onnx\"", "\"file\": \"model.onnx\"", "the file of the graph 'halves' is model.onnx, "
        + "which is that of 'default'.")]
    [DataRow("\"file\": \"halves.onnx\"", "\"file\": \"x.onnx\"", "the manifest does not list 'x.onnx', the file of the graph 'halves'.")]
    [DataRow("left: float32", "right: float32", "there are two outputs of the graph 'halves' called 'right'.")]
    public void Rules_between_graphs_hold(string text, string replacement, string message) =>
        AssertRefused(WithGraphs().Json.Replace(text, replacement), "x.tfaip/manifest.json: " + message);

    [TestMethod]
    public void A_newer_version_is_refused_before_anything_else() => AssertRefused(
        Json.Replace("\"format_version\": 1", "\"format_version\": 2").Replace("\"scenario\"", "\"scene\""),
        "x.tfaip/manifest.json:2:21: the package has the format version 2; this program reads version 1. Take a "
        + "newer version of the program.");

    [TestMethod]
    public void An_older_version_is_refused() => AssertRefused(
        Json.Replace("\"format_version\": 1", "\"format_version\": 0"),
        "x.tfaip/manifest.json:2:21: the package has the format version 0; this program reads version 1. Export the package again.");

    [TestMethod]
    [DataRow("{}", "x.tfaip/manifest.json:1:1: this is not a manifest: format_version must be a whole number.")]
    [DataRow("{\"format_version\": [1]}", "x.tfaip/manifest.json:1:20: this is not a manifest: format_version must be a whole number.")]
    [DataRow("[]", "x.tfaip/manifest.json: this is not a manifest: not an object.")]
    public void What_has_no_version_is_no_manifest(string json, string message) => AssertRefused(json, message);

    [TestMethod]
    public void Bytes_that_are_no_text_are_no_manifest()
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => ManifestJson.Read([0x7B, 0xFF], ProcessorCatalog.Default, "m.json"));
        Assert.AreEqual("m.json: this is not a manifest: it is not UTF-8.", error.Message);
    }

    [TestMethod]
    public void An_image_processor_that_the_program_lacks_is_named_with_its_package() => AssertRefused(
        Json.Replace("\"type\": \"scale\"", "\"type\": \"load_image\""),
        "x.tfaip/manifest.json:13:15: the package uses the processor 'load_image', which this program does not have. "
        + "Add the package Tfaip.Processors.Imaging and pass ProcessorCatalog.Default.With(ImagingProcessors.Assembly) as "
        + "PredictorOptions.Processors.");

    [TestMethod]
    public void Another_processor_that_the_program_lacks_is_named() => AssertRefused(
        Json.Replace("\"type\": \"class_label\"", "\"type\": \"beam_search\""),
        "x.tfaip/manifest.json:28:15: the package uses the processor 'beam_search', which this program does not have. "
        + "Add the package that has it and pass ProcessorCatalog.Default.With(…) with its assembly as PredictorOptions.Processors.");

    [TestMethod]
    public void A_processor_without_a_type_is_refused() => AssertRefused(
        Json.Replace("\"type\": \"scale\",", ""), "x.tfaip/manifest.json:12:5: a processor in pre_processing has no type.");

    [TestMethod]
    public void A_missing_field_is_refused() => AssertRefused(
        Json.Replace("\"scenario\": \"digits\",", ""), "x.tfaip/manifest.json:1:1: the manifest has no scenario.");

    [TestMethod]
    public void An_unknown_field_is_refused() =>
        AssertUnknown(Json.Replace("\"scenario\"", "\"licence\": \"none\", \"scenario\""), "licence");

    [TestMethod]
    public void An_unknown_field_of_a_processor_is_refused() => AssertUnknown(Json.Replace("\"factor\"", "\"factr\""), "factr");

    [TestMethod]
    public void A_tensor_that_is_none_is_refused()
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => Read(Json.Replace("image: float32", "image: float31")));
        StringAssert.StartsWith(
            error.Message, "x.tfaip/manifest.json: The tensor spec \"image: float31[batch, 1, 8, 8]\" is wrong at character 8: ");
    }

    [TestMethod]
    [DataRow("\"name\": \"resources/labels.txt\"", "\"name\": \"a\"", "the files are not sorted by name.")]
    [DataRow("\"name\": \"resources/labels.txt\"", "\"name\": \"model.onnx\"", "there are two files 'model.onnx'.")]
    [DataRow("\"name\": \"model.onnx\"", "\"name\": \"manifest.json\"", "the manifest lists itself.")]
    [DataRow("\"name\": \"model.onnx\"", "\"name\": \"model.pb\"", "the manifest does not list model.onnx.")]
    [DataRow("\"file\": \"resources/labels.txt\"", "\"file\": \"x\"", "the manifest does not list 'x', the file of the resource 'labels'.")]
    public void Rules_between_fields_hold(string text, string replacement, string message) =>
        AssertRefused(Json.Replace(text, replacement), "x.tfaip/manifest.json: " + message);

    [TestMethod]
    [DataRow("resources/labels.txt", null)]
    [DataRow("resources/other.txt", "post_processing.0.label_file is 'resources/other.txt', which is none of the manifest's resources.")]
    [DataRow("model.onnx", "post_processing.0.label_file is 'model.onnx', which is none of the manifest's resources.")]
    [DataRow("/etc/passwd", "post_processing.0.label_file is '/etc/passwd', which is none of the manifest's resources.")]
    [DataRow("resources/../resources/labels.txt", "post_processing.0.label_file is 'resources/../resources/labels.txt', which is none of "
        + "the manifest's resources.")]
    public void A_processor_has_the_resources_of_the_manifest_alone(string file, string? message)
    {
        var labels = Json[Json.IndexOf("\"labels\": [", StringComparison.Ordinal)..Json.IndexOf(
            "\"label_file\"", StringComparison.Ordinal)];
        var json = Json.Replace(labels, "\"labels\": [],").Replace("\"label_file\": null", $"\"label_file\": \"{file}\"");
        if (message is not null)
        {
            AssertRefused(json, "x.tfaip/manifest.json: " + message);
            return;
        }

        var asked = ManifestJson.Read(
            Encoding.UTF8.GetBytes(json), ProcessorCatalog.Default, "m", name => Encoding.UTF8.GetBytes($"content of {name}"));
        Assert.AreEqual("content of resources/labels.txt", ((ClassLabelParams)asked.PostProcessing[0]).LabelFile!.ReadText());
        var alone = ((ClassLabelParams)Read(json).PostProcessing[0]).LabelFile!;
        Assert.AreEqual(
            "The resource 'resources/labels.txt' is read from a package, not from its manifest alone.",
            Assert.ThrowsExactly<TfaipException>(() => alone.ReadText()).Message);
    }

    [TestMethod]
    public void A_hash_that_is_none_is_refused() => AssertRefused(
        Json.Replace("039058c6", "039058C6"),
        "x.tfaip/manifest.json:80:17: files.0.sha256 must match ^[0-9a-f]{64}$, not "
        + "'039058C6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81'.");

    [TestMethod]
    public void A_changed_byte_is_never_anything_but_another_manifest_or_one_clear_error()
    {
        var bytes = Encoding.UTF8.GetBytes(Json);
        for (var i = 0; i < bytes.Length; i++)
        {
            // Bits take turns: every byte is changed once, every bit somewhere.
            var changed = (byte[])bytes.Clone();
            changed[i] ^= (byte)(1 << (i % 8));
            try
            {
                ManifestJson.Read(changed, ProcessorCatalog.Default, "m");
            }
            catch (TfaipException error)
            {
                StringAssert.StartsWith(error.Message, "m:");
            }
        }
    }

    [TestMethod]
    public void A_half_of_a_character_in_an_escape_is_refused() => AssertRefused(
        Json.Replace("\"digits\"", "\"\\ud800\""), "x.tfaip/manifest.json:4:15: This is not JSON: an escape is half of a character.");

    private static Manifest Read(string json) =>
        ManifestJson.Read(Encoding.UTF8.GetBytes(json), ProcessorCatalog.Default, "x.tfaip/manifest.json");

    private static void AssertRefused(string json, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => Read(json)).Message);

    private static void AssertUnknown(string json, string key)
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => Read(json));
        StringAssert.StartsWith(error.Message, "x.tfaip/manifest.json:");
        StringAssert.Contains(error.Message, $"'{key}'");
    }

    private static (string Json, Manifest Manifest) WithGraphs()
    {
        var manifest = SampleManifest.Create();
        var more = manifest with
        {
            Graphs =
            [
                new(
                    "halves",
                    "halves.onnx",
                    manifest.Inputs,
                    [TensorSpec.Parse("left: float32[batch]"), TensorSpec.Parse("right: float32[batch]")],
                    manifest.Verification),
                new(
                    "features",
                    "features.onnx",
                    manifest.Inputs,
                    [TensorSpec.Parse("features: float32[batch, 16]")],
                    manifest.Verification),
            ],
            Files = [manifest.Files[0] with { Name = "features.onnx" }, manifest.Files[0] with { Name = "halves.onnx" }, .. manifest.Files],
        };
        return (Encoding.UTF8.GetString(ManifestJson.Write(more)), more);
    }
}
