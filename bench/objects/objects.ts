/** An object of the folder that is walked. */
export interface SmallObject {
  name: string;
  content: string;
}

/** So many files, and metadata beside one in a hundred of them. */
export function objectsOf(count: number): SmallObject[] {
  return Array.from({ length: count }, (_, index) => `file-${String(index).padStart(6, '0')}.csv`).flatMap(
    (name, index) => [
      { name, content: '' },
      ...(index % 100 === 0 ? [{ name: `${name}.cfg`, content: `[${name}]\norgan = colon\n\n` }] : []),
    ],
  );
}
