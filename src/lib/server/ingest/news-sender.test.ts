import { expect, test } from 'vitest';
import type { News } from '../bus/bus.ts';
import { NewsSender } from './news-sender.ts';
import type { FromThread } from './thread-messages.ts';

const newsOf = (offset: number, bytes: number): News => ({
	layers: [],
	entities: [],
	records: [{ offset, receivedAt: 1, layer: 'air', cls: 'state', rows: 1, body: new Uint8Array(bytes) }]
});

function sender(most: number) {
	const posted: (FromThread & { kind: 'news' | 'behind' })[] = [];
	const moved: ArrayBuffer[] = [];
	const news = new NewsSender((message, buffers) => {
		posted.push(message as (typeof posted)[number]); // a sender of news posts nothing else
		moved.push(...buffers);
	}, most);
	const told = () =>
		posted.map((message) => (message.kind === 'news' ? message.news.records[0]!.offset : 'behind'));
	return { news, told, moved };
}

test('news is sent with its bytes moved, and a commit without news is not', () => {
	const { news, told, moved } = sender(100);
	const first = newsOf(1, 10);
	news.send(first);
	news.send({ layers: [], entities: [], records: [] });
	expect([told(), moved]).toEqual([[1], [first.records[0]!.body.buffer]]);
});

test('followers that do not keep up are sent no more than allowed, and told once that the log has the rest', () => {
	const { news, told } = sender(25);
	for (const offset of [1, 2, 3, 4]) news.send(newsOf(offset, 10));
	expect(told()).toEqual([1, 2]);
	news.told(10);
	news.send(newsOf(5, 10));
	expect(told()).toEqual([1, 2]);
	news.told(10);
	expect(told()).toEqual([1, 2, 'behind']);
	news.send(newsOf(6, 10));
	expect(told()).toEqual([1, 2, 'behind', 6]);
});

test('news larger than allowed is sent when nothing else is under way', () => {
	const { news, told } = sender(5);
	news.send(newsOf(1, 10));
	expect(told()).toEqual([1]);
});
