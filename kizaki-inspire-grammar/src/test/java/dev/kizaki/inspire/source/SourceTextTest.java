package dev.kizaki.inspire.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTextTest {
  @Test
  void lineEndsBecomeLfAndTheByteOrderMarkGoes() {
    assertThat(SourceText.of("a", "\uFEFFx\r\ny\r\nz\n").text()).isEqualTo("x\ny\nz\n");
    assertThat(SourceText.of("a", "x\ry\r").text()).isEqualTo("x\ny\n");
    assertThat(SourceText.of("a", "x\ry\n\uFEFF").text()).isEqualTo("x\ry\n\uFEFF");
    assertThat(SourceText.of("a", "x\uFEFF").text()).isEqualTo("x\uFEFF");
  }

  @Test
  void linesAndColumnsCountCharacters() {
    SourceText source = SourceText.of("a", "ab\n😀c\n");
    assertThat(source.span(0, 1).place()).isEqualTo("a:1:1");
    assertThat(source.span(2, 2).place()).isEqualTo("a:1:3");
    assertThat(source.span(3, 5).place()).isEqualTo("a:2:1");
    assertThat(source.span(5, 6).place()).isEqualTo("a:2:2");
    assertThat(source.span(7, 7).place()).isEqualTo("a:3:1");
    assertThat(source.lineTextAt(5)).isEqualTo("😀c");
  }

  @Test
  void spansJoinAndStayInTheText() {
    SourceText source = SourceText.of("a", "abcdef");
    assertThat(source.span(4, 5).to(source.span(1, 2)).text()).isEqualTo("bcde");
    assertThatThrownBy(() -> source.span(3, 7)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> source.span(3, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void didYouMeanFindsTheNearestWord() {
    List<String> known = List.of("unique", "index", "onDelete");
    assertThat(DidYouMean.hint("uniqe", "@", known)).hasValue("did you mean @unique?");
    assertThat(DidYouMean.hint("Index", "", known)).hasValue("did you mean index?");
    assertThat(DidYouMean.hint("ondelete", "@", known)).hasValue("did you mean @onDelete?");
    assertThat(DidYouMean.hint("relation", "@", known)).isEmpty();
    assertThat(DidYouMean.hint("x", "@", known)).isEmpty();
  }
}
