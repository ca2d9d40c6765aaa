import { expect, test } from 'vitest';
import { htmlOf, lineOf, type NumberOf } from './markdown-html.ts';

const numbers: NumberOf = (name) =>
	({
		depth: { text: '52 cm', sources: [1] },
		wait: { text: '9 分钟', mark: '模拟数据', sources: [3, 1, 2] },
		tricky_: { text: '<b>' }
	})[name];

test('Markdown has its numbers with the source that each is from', () => {
	expect(htmlOf('积水 **{{depth}}**，约 {{ wait }}。', numbers)).toBe(
		'<p>积水 <strong><span class="number">52 cm</span><sup>1</sup></strong>，约 <span class="number" title="模拟数据">9 分钟</span><sup>3, 1</sup>。</p>'
	);
});

test('a name without a number stays as it is written, marked', () => {
	expect(htmlOf('{{nobody}}', numbers)).toBe('<p><mark>{{nobody}}</mark></p>');
	expect(lineOf('{{<i>}}', numbers)).toBe('<mark>{{&#60;i&#62;}}</mark>');
});

test('raw HTML, script links and what a number says stand there as text', () => {
	expect(htmlOf('<script>x</script>', numbers)).toBe('&lt;script&gt;x&lt;/script&gt;');
	expect(htmlOf('[a](javascript:x)', numbers)).toBe('<p><a href="">a</a></p>');
	expect(htmlOf('a_{{tricky_}}_', numbers)).toBe('<p>a_<span class="number">&#60;b&#62;</span>_</p>');
	expect(htmlOf('\uE0000\uE001', numbers)).toBe('<p>0</p>');
});

test('tables of decisions are tables, with numbers in their cells', () => {
	expect(htmlOf('|需要决定|时限|\n|-|-|\n|封闭|{{depth}}|', numbers).replaceAll('\n', '')).toBe(
		'<table><thead><tr><th>需要决定</th><th>时限</th></tr></thead><tbody><tr><td>封闭</td><td><span class="number">52 cm</span><sup>1</sup></td></tr></tbody></table>'
	);
});

test('a line of plain text is no Markdown', () => {
	expect(lineOf('*{{depth}}* & more', numbers)).toBe(
		'*<span class="number">52 cm</span><sup>1</sup>* &#38; more'
	);
});
