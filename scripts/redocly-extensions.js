// Teaches the linter what the document's extensions hold, so that it checks and counts the references in them.
export default function extensions() {
  return {
    id: 'extensions',
    typeExtension: {
      oas3: (types) => ({
        ...types,
        Root: withProperty(types.Root, 'x-unrouted-responses', 'Responses'),
        Schema: withProperty(types.Schema, 'x-property-names', 'Schema'),
      }),
    },
  };
}

function withProperty(type, name, value) {
  return { ...type, properties: { ...type.properties, [name]: value } };
}
