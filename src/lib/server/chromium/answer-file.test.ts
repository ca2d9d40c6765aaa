import { expect, test } from 'vitest';
import { decodeAnswer, encodeAnswer } from './answer-file.ts';

test('an answer is a line of JSON with its headers in order, then its bytes, line ends among them', () => {
	const answer = {
		status: 200,
		headers: { 'x-b': '2', 'content-type': 'application/octet-stream' },
		body: new Uint8Array([0x0a, 0, 255])
	};
	const file = encodeAnswer(answer);
	expect(Buffer.from(file).toString('latin1')).toBe(
		'{"status":200,"headers":{"content-type":"application/octet-stream","x-b":"2"}}\n\n\0ÿ'
	);
	expect(decodeAnswer(file)).toEqual({ ...answer, body: Buffer.from(answer.body) });
});

test.each(['', 'no line end', 'no json\n', '{"status":"200","headers":{}}\n'])('%j is no answer', (text) => {
	expect(() => decodeAnswer(Buffer.from(text))).toThrow('the file is broken');
});
