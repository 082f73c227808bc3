import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Python's `configparser`, as the first deployment sets it up. */
export interface ConfigParser {
  /** The text of a file of one section. */
  write(section: string, properties: Readonly<Record<string, string>>): Promise<string>;
  /** The sections, with references resolved unless `raw`; `undefined` when the text is refused. */
  read(text: string, raw?: boolean): Promise<Record<string, Record<string, string>> | undefined>;
  close(): void;
}

/** Whether python3 can be started here. */
export function hasPython(): boolean {
  try {
    execFileSync('python3', ['-c', 'import configparser'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const program = `
import configparser, io, json, sys

def write(parser, section, properties):
    parser.add_section(section)
    for key, value in properties.items():
        parser.set(section, key, value.replace('%', '%%'))
    file = io.StringIO()
    parser.write(file)
    return file.getvalue()

def read(parser, text, raw):
    parser.read_string(text)
    sections = {name: dict(parser.items(name, raw=raw)) for name in parser.sections()}
    return {**sections, **({'DEFAULT': dict(parser.defaults())} if parser.defaults() else {})}

for line in sys.stdin:
    question = json.loads(line)
    parser = configparser.ConfigParser()
    parser.optionxform = str
    try:
        answer = (write if 'section' in question else read)(parser, **question)
    except configparser.Error:
        answer = None
    print(json.dumps(answer), flush=True)
`;

/** Starts a python process that is asked by lines of JSON. */
export function startConfigParser(): ConfigParser {
  const child = spawn('python3', ['-c', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ask = askerOf(child);
  return {
    write: async (section, properties) => (await ask({ section, properties })) as string,
    read: async (text, raw = false) =>
      ((await ask({ text, raw })) ?? undefined) as Record<string, Record<string, string>> | undefined,
    close: () => child.stdin.end(),
  };
}

function askerOf(child: ChildProcess): (question: unknown) => Promise<unknown> {
  if (child.stdin === null || child.stdout === null) throw new Error('The process has no pipes.');
  const { stdin } = child;
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async (question) => {
    stdin.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await answers.next();
    if (done === true) throw new Error('python3 has ended.');
    return JSON.parse(value);
  };
}
