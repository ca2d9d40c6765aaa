import type { IncomingMessage } from 'node:http';
import { AppError } from '#lib/model/errors.ts';

const JSON_TYPES = /^application\/(?:[\w.+-]+\+json|json|x-ndjson|ndjson|jsonl|jsonlines)$/;
const XML_TYPES = /^(?:application|text)\/(?:[\w.+-]+\+xml|xml)$/;
const PROTOBUF_TYPES = /^application\/(?:octet-stream|protobuf|(?:x-|vnd\.)[\w.-]*protobuf)$/;
const TABLE_TYPES = /^(?:text\/(?:csv|plain|tab-separated-values)|application\/csv)$/;

/** Media types that each adapter's messages may have. */
const TYPES: Readonly<Record<string, { readonly may: RegExp; readonly usual: string }>> = {
	json: { may: JSON_TYPES, usual: 'application/json or application/x-ndjson' },
	'ngsi-ld': { may: JSON_TYPES, usual: 'application/ld+json or application/json' },
	sensorthings: { may: JSON_TYPES, usual: 'application/json' },
	csv: { may: TABLE_TYPES, usual: 'text/csv' },
	cap: { may: XML_TYPES, usual: 'application/cap+xml' },
	'gtfs-rt': { may: PROTOBUF_TYPES, usual: 'application/x-protobuf' },
	'sparkplug-b': { may: PROTOBUF_TYPES, usual: 'application/octet-stream' }
};

/** Throws INPUT_TYPE_UNSUPPORTED when a body says that it is something else than the adapter reads. */
export function checkContentType({ headers }: IncomingMessage, adapter: string): void {
	const type = String(headers['content-type'] ?? '')
		.split(';')[0]!
		.trim()
		.toLowerCase();
	const known = TYPES[adapter];
	if (type === '' || !known || known.may.test(type)) return;
	throw new AppError('INPUT_TYPE_UNSUPPORTED', {
		message: `The body says that it is ${type.slice(0, 100)}; send Content-Type: ${known.usual}.`
	});
}
