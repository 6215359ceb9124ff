using Mono.Cecil;

namespace Tfaip.EndToEnd.Tests.Architecture;

/// <summary>
/// Which of an assembly's types name which others of it, read from the compiled code; nested types count as those that hold them.
/// </summary>
internal sealed class TypeArrows
{
    private readonly SortedSet<(string From, string To)> _arrows = [];

    private TypeArrows(ModuleDefinition module)
    {
        foreach (var type in module.Types) Visit(type, type);
    }

    /// <summary>The arrows of an assembly, in their order.</summary>
    public static IReadOnlyCollection<(string From, string To)> Of(string path)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(path));
        using var module = ModuleDefinition.ReadModule(path, new ReaderParameters { AssemblyResolver = resolver });
        return new TypeArrows(module)._arrows;
    }

    private void Visit(TypeDefinition outer, TypeDefinition type)
    {
        void Add(TypeReference? reference) => AddTo(outer, reference);
        foreach (var reference in Signature(type)) Add(reference);
        foreach (var method in type.Methods)
        {
            foreach (var reference in Signature(method)) Add(reference);
            if (!method.HasBody) continue;
            foreach (var variable in method.Body.Variables) Add(variable.VariableType);
            foreach (var handler in method.Body.ExceptionHandlers) Add(handler.CatchType);
            foreach (var reference in method.Body.Instructions.SelectMany(instruction => Operand(instruction.Operand))) Add(reference);
        }

        foreach (var nested in type.NestedTypes) Visit(outer, nested);
    }

    private static IEnumerable<TypeReference?> Signature(TypeDefinition type) =>
    [
        type.BaseType, .. type.Interfaces.Select(one => one.InterfaceType), .. type.Fields.Select(field => field.FieldType),
        .. type.Properties.Select(property => property.PropertyType), .. type.Events.Select(one => one.EventType), .. Attributes(type),
        .. Constraints(type),
        .. type.Fields.SelectMany(Attributes), .. type.Properties.SelectMany(Attributes), .. type.Events.SelectMany(Attributes),
    ];

    private static IEnumerable<TypeReference?> Signature(MethodDefinition method) =>
    [
        method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType), .. Attributes(method), .. Constraints(method),
        .. Attributes(method.MethodReturnType), .. method.Parameters.SelectMany(Attributes),
    ];

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(attribute =>
            attribute.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>().Prepend(attribute.AttributeType));

    private static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider provider) =>
        provider.GenericParameters.SelectMany(parameter =>
            parameter.Constraints.Select(constraint => constraint.ConstraintType).Concat(Attributes(parameter)));

    private static IEnumerable<TypeReference?> Operand(object? operand) => operand switch
    {
        GenericInstanceMethod method => [.. method.GenericArguments, .. Called(method)],
        MethodReference method => Called(method),
        FieldReference field => [field.DeclaringType, field.FieldType],
        TypeReference type => [type],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Called(MethodReference method) =>
        [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)];

    private void AddTo(TypeDefinition outer, TypeReference? type)
    {
        if (type is GenericInstanceType generic)
            foreach (var argument in generic.GenericArguments) AddTo(outer, argument);
        if (type is IModifierType modified) AddTo(outer, modified.ModifierType);
        if (type is null or GenericParameter) return;
        if (type is TypeSpecification specification)
        {
            AddTo(outer, specification.ElementType);
            return;
        }

        while (type.DeclaringType is not null) type = type.DeclaringType;
        if (type.Scope == outer.Module && type.FullName != outer.FullName && type.Namespace.Length > 0 && outer.Namespace.Length > 0)
            _arrows.Add((outer.FullName, type.FullName));
    }
}
