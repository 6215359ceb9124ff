using System.Reflection;
using System.Reflection.Emit;
using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Processors;

namespace Tfaip.Processors.Tests.Parameters;

[TestClass]
public sealed class VariantCatalogTests
{
    private static readonly VariantCatalog Catalog = ProcessorCatalog.Default.With(typeof(RunSample).Assembly);

    [TestMethod]
    public void Variants_are_sorted_by_name() => Assert.AreSequenceEqual(
        [typeof(MomentumSample), typeof(PlainSample), typeof(SmoothedSample)], Catalog.VariantsOf(typeof(StepSample)));

    [TestMethod]
    public void A_name_is_looked_up_among_the_variants_of_the_base()
    {
        Assert.AreEqual(typeof(PlainSample), Catalog.Find(typeof(StepSample), "plain"));
        Assert.AreEqual(typeof(ScaleParams), Catalog.Find(typeof(ProcessorParams), "scale"));
        Assert.IsNull(Catalog.Find(typeof(StepSample), "scale"));
        Assert.IsNull(Catalog.Find(typeof(StepSample), "Plain"));
        Assert.IsNull(Catalog.Find(typeof(StepSample), typeof(PlainSample).AssemblyQualifiedName!));
    }

    [TestMethod]
    public void The_default_has_the_variants_of_its_assembly_alone()
    {
        Assert.IsNull(ProcessorCatalog.Default.Find(typeof(StepSample), "plain"));
        Assert.IsEmpty(ProcessorCatalog.Default.VariantsOf(typeof(StepSample)));
    }

    [TestMethod]
    public void An_assembly_counts_once() => Assert.AreSequenceEqual(
        Catalog.VariantsOf(typeof(StepSample)), Catalog.With(typeof(RunSample).Assembly).VariantsOf(typeof(StepSample)));

    [TestMethod]
    public void The_name_is_that_of_the_attribute()
    {
        Assert.AreEqual("momentum", VariantCatalog.NameOf(typeof(MomentumSample)));
        var error = Assert.ThrowsExactly<ArgumentException>(() => VariantCatalog.NameOf(typeof(RunSample)));
        Assert.AreEqual("Tfaip.Processors.Tests.Parameters.RunSample has no [Variant] attribute. (Parameter 'variant')", error.Message);
    }

    [TestMethod]
    public void Two_variants_of_one_base_cannot_have_the_same_name()
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => ProcessorCatalog.Default.With(Define("scale", typeof(ScaleParentParams))));
        Assert.AreEqual(
            "The variant 'scale' of ProcessorParams is there twice: Defined and Tfaip.Processors.Pipelines.Processors.ScaleParams. Rename "
            + "one of them.",
            error.Message);
    }

    [TestMethod]
    public void Variants_of_different_bases_can_have_the_same_name()
    {
        var catalog = Catalog.With(Define("plain", typeof(ScaleParentParams)));
        Assert.AreEqual(typeof(PlainSample), catalog.Find(typeof(StepSample), "plain"));
        Assert.AreEqual("Defined", catalog.Find(typeof(ProcessorParams), "plain")?.Name);
    }

    [TestMethod]
    public void A_name_must_be_in_snake_case()
    {
        var error = Assert.ThrowsExactly<TfaipException>(
            () => ProcessorCatalog.Default.With(Define("BigScale", typeof(ScaleParentParams))));
        Assert.AreEqual("Defined: the variant name 'BigScale' is not in snake_case.", error.Message);
    }

    [TestMethod]
    public void A_variant_is_not_abstract()
    {
        var error = Assert.ThrowsExactly<TfaipException>(
            () => ProcessorCatalog.Default.With(Define("other", typeof(ScaleParentParams), TypeAttributes.Abstract)));
        Assert.AreEqual("Defined: a variant is neither abstract nor generic.", error.Message);
    }

    /// <summary>What the defined variants derive from.</summary>
    public record ScaleParentParams : ProcessorParams
    {
        public override Processor Create() => new ScaleParams().Create();
    }

    // An assembly with one variant, made here, since a wrong one in this assembly would break every other test.
    private static AssemblyBuilder Define(string name, Type parent, TypeAttributes attributes = default)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new("Variants"), AssemblyBuilderAccess.RunAndCollect);
        var type = assembly.DefineDynamicModule("Variants").DefineType("Defined", TypeAttributes.Public | attributes, parent);
        type.SetCustomAttribute(new(typeof(VariantAttribute).GetConstructors().Single(), [name]));
        type.DefineDefaultConstructor(MethodAttributes.Public);
        type.CreateType();
        return assembly;
    }
}
