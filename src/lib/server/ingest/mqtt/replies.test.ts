import { expect, test } from 'vitest';
import { replier } from './replies.ts';

test('the same word to the same sender is said again after half a minute, not before', () => {
	let now = 0;
	const said: string[] = [];
	const reply = replier(
		({ topic }) => said.push(`${topic} ${now}`),
		() => now
	);
	for (now of [0, 29_999, 30_000]) reply({ topic: 'a', payload: new Uint8Array() });
	reply({ topic: 'b', payload: new Uint8Array() });
	expect(said).toEqual(['a 0', 'a 30000', 'b 30000']);
});
