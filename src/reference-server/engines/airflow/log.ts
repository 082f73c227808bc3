import { isObject, type JsonObject } from '../../json.js';
import { textOf } from './read.js';

/** The text of a log of either version: v1 sends text after the name of a host, v2 a list of events. */
export function logTextOf(body: unknown): string {
  if (typeof body === 'string') return withoutSources(body.slice(body.indexOf('\n') + 1));
  const content = isObject(body) ? body.content : body;
  if (!Array.isArray(content)) return withoutSources(textOf(content) ?? '');
  return withoutSources(content.map((event) => `${lineOf(event)}\n`).join(''));
}

// Before the log itself Airflow says from which files and hosts it took it, which is not the caller's business.
function withoutSources(text: string): string {
  return text.replace(/^(?:(?:\*\*\* |::(?:end)?group::).*\n?)+/, '');
}

function lineOf(event: unknown): string {
  if (!isObject(event)) return String(event);
  const { timestamp, level, event: message, error_detail: errors } = event;
  const line = [textOf(timestamp), textOf(level)?.toUpperCase(), String(message ?? '')]
    .filter((part) => part !== null && part !== undefined)
    .join(' ');
  return [line, ...(Array.isArray(errors) ? errors.filter(isObject).map(tracebackOf) : [])].join('\n');
}

/** What Python would have printed, and what v1 has in its text. */
function tracebackOf({ exc_type: type, exc_value: value, frames }: JsonObject): string {
  const places = (Array.isArray(frames) ? frames.filter(isObject) : []).map(
    ({ filename, lineno, name }) => `  File "${filename}", line ${lineno}, in ${name}`,
  );
  const heading = places.length === 0 ? [] : ['Traceback (most recent call last):'];
  return [...heading, ...places, `${type}: ${value}`].join('\n');
}
