using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Samples;

[TestClass]
public sealed class ElementsTests
{
    [TestMethod]
    public void Each_element_type_has_its_NET_type_its_size_and_its_name()
    {
        (ElementType Type, Type Net, int Size, string Name)[] expected =
        [
            (ElementType.Float32, typeof(float), sizeof(float), "float32"),
            (ElementType.Float64, typeof(double), sizeof(double), "float64"),
            (ElementType.Float16, typeof(Half), 2, "float16"),
            (ElementType.UInt8, typeof(byte), sizeof(byte), "uint8"),
            (ElementType.Int8, typeof(sbyte), sizeof(sbyte), "int8"),
            (ElementType.Int16, typeof(short), sizeof(short), "int16"),
            (ElementType.Int32, typeof(int), sizeof(int), "int32"),
            (ElementType.Int64, typeof(long), sizeof(long), "int64"),
            (ElementType.Bool, typeof(bool), sizeof(bool), "bool"),
        ];

        var rows = Elements.All.Select(row => (row.Type, row.ValueType, row.Size, row.Name)).ToArray();
        CollectionAssert.AreEqual(expected, rows);
        CollectionAssert.AreEqual(Enum.GetValues<ElementType>(), Elements.All.Select(row => row.Type).ToArray());
    }

    [TestMethod]
    public void Each_element_type_is_found_by_itself_its_numbers_and_its_tensors()
    {
        foreach (var type in Enum.GetValues<ElementType>())
        {
            var row = Elements.Of(type);
            var number = Activator.CreateInstance(row.ValueType)!;
            Assert.AreSame(row, Elements.Of(number));
            Assert.AreSame(row, Elements.Of(row.StackScalars([number])));
            Assert.AreEqual(type, TensorSpec.Parse($"x: {row.Name}[2]").Type);
            Assert.AreEqual(number is bool ? null : number.GetType(), row.OfNumber(new TypeOfNumber()));
            Assert.AreEqual(number.GetType(), row.Invoke(new TypeOf()));
            Assert.AreEqual(number is float or double or Half, row.IsFloat);
        }
    }

    private sealed class TypeOf : IElementFunction<Type>
    {
        public Type Invoke<T>()
            where T : unmanaged => typeof(T);
    }

    private sealed class TypeOfNumber : INumberFunction<Type>
    {
        public Type Invoke<T>()
            where T : unmanaged, System.Numerics.INumber<T> => typeof(T);
    }
}
