package dev.kizaki.engine.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.shape.DatabaseNames;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspireNameTest {
  @ParameterizedTest
  @CsvSource({
    "order_item,OrderItem",
    "orderitem,Orderitem",
    "ACT_RU_TASK,ActRuTask",
    "userAccount,UserAccount",
    "_hidden,Hidden",
    "2fa,Table2fa",
    "größe_ß,GroE",
    "表,Table",
    "select,Select",
    "a b-c,ABC"
  })
  void aTableIsAnEntityInCamelCase(String table, String entity) {
    assertThat(InspireName.ENTITY.of(table)).isEqualTo(entity);
  }

  @ParameterizedTest
  @CsvSource({
    "created_at,createdAt",
    "ID,id",
    "createdAt,createdAt",
    "true,trueField",
    "address_1,address1"
  })
  void aColumnIsAFieldInCamelCase(String column, String field) {
    assertThat(InspireName.FIELD.of(column)).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "Done,Done",
    "in-progress,InProgress",
    "'',Value",
    "true,trueValue",
    "IN_WORK,IN_WORK"
  })
  void aLabelThatIsANameStays(String label, String value) {
    assertThat(InspireName.VALUE.of(label)).isEqualTo(value);
  }

  @Test
  void namesThatWouldBeEqualGetNumbers() {
    assertThat(
            InspireName.ENTITY.distinct(
                List.of("order-item", "Order_Item", "order_item", "orderitem"),
                DatabaseNames.CURRENT::derivedTable))
        .containsEntry("order_item", "OrderItem")
        .containsEntry("Order_Item", "OrderItem2")
        .containsEntry("order-item", "OrderItem3")
        .containsEntry("orderitem", "Orderitem");
    assertThat(InspireName.VALUE.distinct(List.of("a b", "AB", "a-b"), UnaryOperator.identity()))
        .containsEntry("AB", "AB")
        .containsEntry("a b", "AB2")
        .containsEntry("a-b", "AB3");
  }
}
