import { describe, expect, it } from 'vitest';
import type { Exchange } from './exchange.js';
import { findInPage, linksOfPage, textOfPage } from './html.js';

const page = (body: string) => `<!doctype html>\n<html lang="en"><body>${body}</body></html>`;

const expectedOf = (text: string, url = 'http://server.invalid/output-data/a') => {
  const request = { method: 'GET', url, headers: {}, body: null };
  return findInPage({ request, text } as Exchange).map(({ expected }) => expected);
};

describe('the check of a page', () => {
  it('finds nothing wrong with right ones', () => {
    for (const body of [
      '<ul><li>one<li>two</ul><br><img alt="a > b" src=x>',
      '<table><tr><td>1 &lt; 2</table><!-- <b> --><style>a > b {}</style>',
      '<p>a<p title=\'x "<y>"\'>b',
    ])
      expect(expectedOf(page(body))).toEqual([]);
  });

  it('finds elements that are open, closed in another order, or none at all', () => {
    expect(expectedOf('<p>no doctype')).toEqual(['a page that begins with <!doctype html>']);
    expect(expectedOf(page('<div><a href="x">y</div>'))).toEqual(['elements closed in their order']);
    expect(expectedOf(page('<ul><li>x'))).toEqual(['elements closed in their order']);
    expect(expectedOf('<!doctype html><div>')).toEqual(['every element closed']);
    expect(expectedOf(page('1 < 2'))).toEqual(['every < of a text escaped']);
  });

  it('finds what the request said in it as markup', () => {
    const url = 'http://server.invalid/output-data/%3Cb%3Ebold%3C%2Fb%3E';
    expect(expectedOf(page('<h1><b>bold</b></h1>'), url)).toEqual(['what the request says escaped']);
    expect(expectedOf(page('<h1>&lt;b&gt;bold</h1>'), url)).toEqual([]);
  });
});

it('the text and the links of a page are read as a browser shows them', () => {
  const html = page('<a href="a?b=1&amp;c=2">x &#x26; <i title="a > b">y</i> &#38; &auml;</a>');
  expect(textOfPage(html)).toContain('x &  y  & &auml;');
  expect(linksOfPage(html)).toEqual(['a?b=1&c=2']);
});
