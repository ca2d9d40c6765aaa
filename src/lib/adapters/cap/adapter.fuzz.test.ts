import { test } from 'vitest';
import { fuzzAdapter } from '../support/fuzz.ts';
import { cap } from './adapter.ts';
import { alertXml, infoXml } from './sample.ts';

const encode = (text: string) => new TextEncoder().encode(text);

test('ten thousand broken warnings: nothing thrown, every row valid', () => {
	const area =
		'<area><areaDesc>Bay</areaDesc><polygon>1,2 1,3 2,3 1,2</polygon><circle>1,2 3</circle>' +
		'<geocode><valueName>FIPS6</valueName><value>006037</value></geocode></area>';
	const alert = alertXml({
		more: '<references>s,A0,t</references>',
		infos: [infoXml({ more: `<expires>2026-03-02T08:00:00+08:00</expires>${area}` })]
	});
	fuzzAdapter(cap, {
		samples: [
			encode(`<?xml version="1.0" encoding="UTF-8"?>${alert}`),
			encode(
				`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="http://x/y"/></entry><entry><content>${alert}</content></entry></feed>`
			),
			encode(`<rss><channel><item><link>http://x</link><guid>g</guid></item></channel></rss>`)
		],
		words: [
			'<alert>',
			'</alert>',
			'<polygon>',
			'<!DOCTYPE a [<!ENTITY a "b">]>',
			'<![CDATA[',
			']]>',
			'encoding="gb18030"',
			'xmlns="urn:oasis:names:tc:emergency:cap:1.1"',
			'<circle>90,180 9999</circle>'
		]
	});
});
