using Mono.Cecil;
using Mono.Cecil.Cil;
using FieldAttributes = Mono.Cecil.FieldAttributes;
using MethodAttributes = Mono.Cecil.MethodAttributes;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>Rewrites an assembly so that a recorder sees its calls into TorchSharp.</summary>
internal sealed class AssemblyInstrumenter(SiteTable sites, IAssemblyResolver resolver)
{
    /// <summary>The rewritten assembly's bytes.</summary>
    /// <param name="path">The assembly's file; its debug information is in it or beside it.</param>
    public byte[] Instrument(string path)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters
        {
            InMemory = true,
            ReadSymbols = true,
            SymbolReaderProvider = new DefaultSymbolReaderProvider(throwIfNoSymbol: false),
            ThrowIfSymbolsAreNotMatching = false,
            AssemblyResolver = resolver,
        });
        var module = assembly.MainModule;
        var types = module.GetTypes().ToArray();
        var holder = new RecordingHolder(module);
        foreach (var type in types) Instrument(module, holder, type);

        // Code compiled ahead of time would be run instead of the rewritten one.
        module.Attributes = (module.Attributes & ~(ModuleAttributes)4) | ModuleAttributes.ILOnly;
        module.Attributes &= ~ModuleAttributes.StrongNameSigned;

        using var stream = new MemoryStream();
        assembly.Write(stream);
        return stream.ToArray();
    }

    private void Instrument(ModuleDefinition module, RecordingHolder holder, TypeDefinition type)
    {
        ReplaceStaticConstructor(module, holder, type);
        var instrumenter = new MethodInstrumenter(module, holder, sites);
        foreach (var method in type.Methods)
        {
            if (method.HasBody) instrumenter.Instrument(method);
        }

        foreach (var thunk in instrumenter.Thunks) type.Methods.Add(thunk);
    }

    // The static fields are those of the live program: making them again would draw other random numbers, read files twice
    // and give tables that are not those of the model.
    private static void ReplaceStaticConstructor(ModuleDefinition module, RecordingHolder holder, TypeDefinition type)
    {
        var constructor = type.Methods.FirstOrDefault(method => method.IsConstructor && method.IsStatic);
        if (constructor is not null) type.Methods.Remove(constructor);

        var fields = type.Fields.Where(field => field.IsStatic && !field.IsLiteral && field.RVA == 0).ToArray();
        if (fields.Length == 0) return;
        foreach (var field in fields) field.Attributes &= ~FieldAttributes.InitOnly;

        constructor = new(
            ".cctor",
            MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig | MethodAttributes.SpecialName
            | MethodAttributes.RTSpecialName,
            module.TypeSystem.Void);
        foreach (var instruction in holder.CopyStatics(Self(type))) constructor.Body.Instructions.Add(instruction);
        constructor.Body.Instructions.Add(Instruction.Create(OpCodes.Ret));
        type.Methods.Add(constructor);
    }

    private static TypeReference Self(TypeDefinition type)
    {
        if (!type.HasGenericParameters) return type;
        var self = new GenericInstanceType(type);
        foreach (var parameter in type.GenericParameters) self.GenericArguments.Add(parameter);
        return self;
    }
}
